import { isInRoom, type CallSession, type CallStatusView } from '@medconsult/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../api.ts'
import { newPeerId, recallPeerId, rememberPeerId } from '../calls/peer-id.ts'
import { keys } from '../keys.ts'
import { usePolling } from '../live.ts'
import { useToast } from '../ui/toasts.tsx'
import type { PlacedEntry } from './queue-view.ts'

export const callStatusQuery = (callSessionId: string) =>
  queryOptions({
    queryKey: keys.callStatus(callSessionId),
    queryFn: ({ signal }): Promise<CallStatusView> => api('callStatus', { params: { id: callSessionId } }, signal),
  })

/** Invites a ready patient, with this tab's peer id for the call already in the request. */
export function useStartCall(scheduleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (entry: PlacedEntry) => {
      const doctorPeerId = newPeerId()
      const loading = import('../calls/prepared-calls.ts')
      const call = await api('startCall', { params: { id: scheduleId }, body: { patientId: entry.patientId, doctorPeerId } })
      // A repeat keeps the id of the first request, which may be another tab's.
      if (call.doctorPeerId === doctorPeerId) {
        rememberPeerId(call.id, doctorPeerId)
        void loading.then(({ prefetchCall, prepareCall }) => {
          prefetchCall()
          prepareCall(call.id, 'doctor')
        })
      }
      return call
    },
    onSuccess: (call: CallSession) => client.setQueryData(keys.callStatus(call.id), call),
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
 * Follows the open invitation to its end, by events or by polling: into the call once the patient has confirmed,
 * else a toast with what became of it. Returns its status while it is open.
 */
export function useInvitationWatch(invited: PlacedEntry | null): CallStatusView | null {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const [watched, setWatched] = useState<Watched | null>(null)
  // The queue may show it as invited for a moment longer; its outcome is told once.
  const [settled, setSettled] = useState<string | null>(null)
  if (invited?.callSessionId && invited.callSessionId !== watched?.callSessionId && invited.callSessionId !== settled) {
    setWatched({ callSessionId: invited.callSessionId, name: invited.patientName })
  }
  const polling = usePolling('doctorInvitation')
  const { data = null } = useQuery({ ...callStatusQuery(watched?.callSessionId ?? ''), ...polling, enabled: watched !== null })
  const status = watched && data?.id === watched.callSessionId ? data.status : null

  const onOutcome = useEffectEvent(({ callSessionId, name }: Watched, outcome: CallStatusView['status']) => {
    setWatched(null)
    setSettled(callSessionId)
    if (!isInRoom(outcome)) void import('../calls/prepared-calls.ts').then(({ abandonCall }) => abandonCall(callSessionId))
    switch (outcome) {
      case 'CONFIRMED':
      case 'ACTIVE':
        // With several tabs open, the one that called goes; another one only if it is being looked at.
        if (recallPeerId(callSessionId) !== null || document.visibilityState === 'visible') void navigate(`/call/${callSessionId}`)
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
    void client.invalidateQueries({ queryKey: keys.queue(data?.scheduleId ?? '') })
  })
  useEffect(() => {
    if (watched && status !== null && status !== 'INVITED') onOutcome(watched, status)
  }, [watched, status])

  return status === 'INVITED' ? data : null
}
