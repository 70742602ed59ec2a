import type { Invitation } from '@medconsult/contract'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { usePolling, useServerEvent } from '../../server/live.ts'

export const invitationQuery = queryOptions({
  queryKey: keys.invitation,
  queryFn: ({ signal }) => api('pendingInvitation', {}, signal),
})

const tabs = 'medconsult.invitations'

/**
 * The patient's open invitation, or null. `answered` hides it here and in every other tab. If it goes away without an
 * answer from this tab, the place is read again, which shows the outcome.
 */
export function useInvitation(): { invitation: Invitation | null; answered: (invitation: Invitation) => void } {
  const client = useQueryClient()
  const { data: pending = null } = useQuery({ ...invitationQuery, ...usePolling('patientInvitation') })
  // A read that began before the answer still has the invitation.
  const [answeredId, setAnsweredId] = useState<string | null>(null)
  const invitation = pending?.callSessionId === answeredId ? null : pending
  const answeredHere = useRef<string | null>(null)
  const channel = useRef<BroadcastChannel | null>(null)
  const lastShown = useRef<Invitation | null>(null)

  const drop = useEffectEvent((callSessionId: string) => {
    setAnsweredId(callSessionId)
    client.setQueryData<Invitation | null>(keys.invitation, (current) => (current?.callSessionId === callSessionId ? null : current))
  })
  useServerEvent('call_invitation', (payload) => {
    // A read that began before the event would hide the invitation for a moment.
    void client.cancelQueries({ queryKey: keys.invitation })
    client.setQueryData(keys.invitation, payload)
  })
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return undefined
    const opened = new BroadcastChannel(tabs)
    channel.current = opened
    opened.addEventListener('message', (event: MessageEvent<string>) => drop(event.data))
    return () => {
      channel.current = null
      opened.close()
    }
  }, [])

  const onGone = useEffectEvent(({ callSessionId, scheduleId }: Invitation) => {
    if (answeredHere.current !== callSessionId) void client.invalidateQueries({ queryKey: keys.visit(scheduleId) })
  })
  useEffect(() => {
    const before = lastShown.current
    lastShown.current = invitation
    if (before && before.callSessionId !== invitation?.callSessionId) onGone(before)
  }, [invitation])

  const answered = ({ callSessionId }: Invitation) => {
    answeredHere.current = callSessionId
    setAnsweredId(callSessionId)
    channel.current?.postMessage(callSessionId)
    client.setQueryData(keys.invitation, null)
  }
  return { invitation, answered }
}
