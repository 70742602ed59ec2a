import { isInRoom, pathOf, type CallSession, type CallStatusView, type ServerPayload } from '@medconsult/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../../server/api.ts'
import { openCalls, warmUpCall } from '../../calls/call-code.ts'
import { callStatusQuery, isAnotherWindows } from '../../calls/call-status.ts'
import { noteConfirmed } from '../../calls/invitation/known-calls.ts'
import { forgetSentInvitation, sentInvitation } from '../../calls/invitation/sent-invitation.ts'
import { keys } from '../../server/keys.ts'
import { usePolling, useServerEvent } from '../../server/live.ts'
import { prefetchPage } from '../../ui/page/page-code.ts'
import { useToast } from '../../ui/dialog/toasts.tsx'
import { Rich } from '../../ui/words/rich.tsx'
import type { PlacedEntry } from './queue-view.ts'

/** Invites a ready patient and prepares this end of the call. */
export function useStartCall(scheduleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (entry: PlacedEntry) => {
      const { inviteToCall } = await openCalls()
      const call = await inviteToCall(scheduleId, entry.patientId)
      prefetchPage('call')
      warmUpCall()
      return call
    },
    onSuccess: (call: CallSession) => {
      client.setQueryData(keys.callStatus(call.id), call)
      client.setQueryData(keys.call(call.id), call)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
  })
}

/** Cancels the open invitation. */
export function useCancelInvitation(scheduleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (callSessionId: string) => api('cancelCall', { params: { id: callSessionId } }),
    onSuccess: (call) => client.setQueryData(keys.callStatus(call.id), call),
    onSettled: (_data, _error, callSessionId) =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
        client.invalidateQueries({ queryKey: keys.callStatus(callSessionId) }),
      ]),
  })
}

type Watched = { callSessionId: string; name: string }

/**
 * Follows the open invitation, this tab's or the queue's, to its outcome, by events or by polling, and reports it once. If
 * it was sent here, this opens the call when the patient joins; one from another window or a program is reported only if
 * this page has seen it open, and opens nothing. Returns its status while it is open.
 */
export function useInvitationWatch(invited: PlacedEntry | null): CallStatusView | null {
  const client = useQueryClient()
  const [watched, setWatched] = useState<Watched | null>(null)
  const sent = useSyncExternalStore(sentInvitation.subscribe, sentInvitation.get)
  const open = sent ?? (invited?.callSessionId ? { callSessionId: invited.callSessionId, name: invited.patientName } : null)
  if (open && open.callSessionId !== watched?.callSessionId) setWatched(open)
  const { refetchInterval, ...polling } = usePolling('doctorInvitation')
  const { data = null } = useQuery({
    ...callStatusQuery(watched?.callSessionId ?? ''),
    ...polling,
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'INVITED' ? false : refetchInterval),
    enabled: watched !== null,
  })
  const known = watched && data?.id === watched.callSessionId ? data : null

  const take = async (confirmed: ServerPayload<'call_confirmed'>): Promise<void> => {
    const { untilAgreed } = await openCalls()
    await untilAgreed(confirmed.callSessionId)
    noteConfirmed(client, confirmed)
  }
  useServerEvent('call_confirmed', (confirmed) => void take(confirmed))

  const report = useReportOutcome()
  const seenOpen = useRef<string | null>(null)
  const follow = useEffectEvent(({ callSessionId, name }: Watched, call: CallStatusView) => {
    if (call.status === 'INVITED') seenOpen.current = callSessionId
    else {
      const own = forgetSentInvitation(callSessionId)
      if (own || seenOpen.current === callSessionId) report(name, call, own)
      seenOpen.current = null
    }
  })
  useEffect(() => {
    if (watched && known) follow(watched, known)
  }, [watched, known])

  return known?.status === 'INVITED' ? known : null
}

/** Shows the outcome of an invitation, or opens the call if it was started here (`own`). */
function useReportOutcome(): (name: string, call: CallStatusView, own: boolean) => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  return (name, call, own) => {
    const joins = isInRoom(call.status)
    const here = own && !isAnotherWindows(call)
    if (joins && here) {
      // With polling, the cached call may be older than its status.
      if (client.getQueryData<CallSession>(keys.call(call.id))?.status === 'INVITED')
        void client.invalidateQueries({ queryKey: keys.call(call.id) })
      void navigate(pathOf('call', { callSessionId: call.id }))
      return
    }
    void abandon(call.id)
    if (call.status === 'DECLINED') toast({ text: <Rich text="practice.toast.notNow" name={name} b={(who) => <b>{who}</b>} /> })
    if (call.status === 'EXPIRED') toast({ text: <Rich text="practice.toast.noAnswer" name={name} b={(who) => <b>{who}</b>} /> })
    void client.invalidateQueries({ queryKey: keys.queue(call.scheduleId) })
  }
}

async function abandon(callSessionId: string): Promise<void> {
  const { abandonCall } = await openCalls()
  abandonCall(callSessionId)
}
