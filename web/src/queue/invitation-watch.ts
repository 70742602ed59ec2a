import { isInRoom, type CallSession, type CallStatusView } from '@medconsult/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../api.ts'
import { preparedCalls } from '../calls/call-code.ts'
import { callStatusQuery, isAnotherWindows } from '../calls/call-status.ts'
import { recallPeerId } from '../calls/peer-id.ts'
import { forgetSentInvitation, sentInvitation } from '../calls/sent-invitation.ts'
import { keys } from '../keys.ts'
import { usePolling, useServerEvent } from '../live.ts'
import { useToast } from '../ui/toasts.tsx'
import type { PlacedEntry } from './queue-view.ts'

/** Invites a ready patient, and opens this end of the call meanwhile. */
export function useStartCall(scheduleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (entry: PlacedEntry) => {
      const { inviteToCall, prefetchCall } = await preparedCalls()
      const call = await inviteToCall(scheduleId, entry.patientId)
      prefetchCall()
      return call
    },
    onSuccess: (call: CallSession) => {
      client.setQueryData(keys.callStatus(call.id), call)
      client.setQueryData(keys.call(call.id), call)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
  })
}

/** Takes the open invitation back. */
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
 * Follows the open invitation, this tab's or the queue's, to its end, by events or by polling: into the call once the
 * patient has confirmed, unless another window has called; else a toast with what became of it. Returns its status while it is open.
 */
export function useInvitationWatch(invited: PlacedEntry | null): CallStatusView | null {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
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
  const status = watched && data?.id === watched.callSessionId ? data.status : null

  const take = async (callSessionId: string, confirmed: CallStatusView['status']): Promise<void> => {
    const { untilAgreed } = await preparedCalls()
    await untilAgreed(callSessionId)
    client.setQueryData<CallStatusView>(keys.callStatus(callSessionId), (call) =>
      call?.status === 'INVITED' ? { ...call, status: confirmed } : call,
    )
  }
  useServerEvent('call_confirmed', ({ callSessionId, status: confirmed }) => void take(callSessionId, confirmed))

  const told = useRef<string | null>(null)
  const tell = useEffectEvent(({ callSessionId, name }: Watched, outcome: CallStatusView['status']) => {
    // The queue may show it as invited for a moment longer; its outcome is told once.
    if (told.current === callSessionId) return
    told.current = callSessionId
    forgetSentInvitation(callSessionId)
    const elsewhere = data !== null && isAnotherWindows(data)
    if (elsewhere || !isInRoom(outcome)) void abandon(callSessionId)
    switch (outcome) {
      case 'CONFIRMED':
      case 'ACTIVE':
        // With several windows open, the one that called goes; where a program called, the one that is being looked at.
        if (!elsewhere && (recallPeerId(callSessionId) !== null || document.visibilityState === 'visible'))
          void navigate(`/call/${callSessionId}`)
        break
      case 'DECLINED':
        toast({ who: name, text: 'chose Not now' })
        break
      case 'EXPIRED':
        toast({ who: name, text: 'did not answer in time' })
        break
      case 'INVITED':
      case 'CANCELLED':
      case 'ENDED':
        break
    }
    if (data && !isInRoom(outcome)) void client.invalidateQueries({ queryKey: keys.queue(data.scheduleId) })
  })
  useEffect(() => {
    if (watched && status !== null && status !== 'INVITED') tell(watched, status)
  }, [watched, status])

  return status === 'INVITED' ? data : null
}

async function abandon(callSessionId: string): Promise<void> {
  const { abandonCall } = await preparedCalls()
  abandonCall(callSessionId)
}
