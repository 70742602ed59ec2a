import { pathOf, type Invitation } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { api, isRefusal } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useServerEvent } from '../../server/live.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { prefetchPage } from '../../ui/page/page-code.ts'
import { openCalls, warmUpCall } from '../call-code.ts'
import { noteConfirmed } from './known-calls.ts'
import { showNotice } from './visit-notice.ts'

/** Joins or declines an invitation; its call is prepared while it rings, so that joining is one request. */
export function useAnswerInvitation({ callSessionId, scheduleId }: Invitation, onAnswered: () => void, onOver: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const joining = useRef(false)
  useEffect(() => {
    prepare(callSessionId).catch(() => undefined)
    return () => {
      if (!joining.current) abandon(callSessionId).catch(() => undefined)
    }
  }, [callSessionId])
  // Answered on another device: answering here too would take the call over.
  useServerEvent('call_confirmed', ({ callSessionId: confirmed }) => {
    if (confirmed === callSessionId && !joining.current) client.setQueryData(keys.invitation, null)
  })

  const onError = (error: Error): void => {
    if (isRefusal(error, 'INVITATION_EXPIRED')) void client.invalidateQueries({ queryKey: keys.visit(scheduleId) })
    joining.current = false
    if (isRefusal(error, 'UNREACHABLE')) return
    void abandon(callSessionId)
    onOver()
  }
  const join = useMutation({
    mutationFn: async () => {
      joining.current = true
      const { prepareCall, untilAgreed } = await openCalls()
      const call = prepareCall(callSessionId, 'patient')
      const session = await api('confirmCall', { params: { id: callSessionId }, body: call.join() })
      call.learn(session)
      await untilAgreed(callSessionId)
      return session
    },
    onSuccess: async (call) => {
      client.setQueryData(keys.call(call.id), call)
      noteConfirmed(client, { ...call, callSessionId: call.id })
      showNotice(null)
      onAnswered()
      await navigate(pathOf('call', { callSessionId: call.id }))
    },
    onError,
  })
  const decline = useMutation({
    mutationFn: () => api('declineCall', { params: { id: callSessionId } }),
    onSuccess: () => {
      onAnswered()
      void client.invalidateQueries({ queryKey: keys.visit(scheduleId) })
    },
    onError,
  })
  return { join, decline, problem: useRefusalWords(join.error ?? decline.error) }
}

async function prepare(callSessionId: string): Promise<void> {
  prefetchPage('call')
  warmUpCall(callSessionId)
  const { prepareCall } = await openCalls()
  prepareCall(callSessionId, 'patient')
}

async function abandon(callSessionId: string): Promise<void> {
  const { abandonCall } = await openCalls()
  abandonCall(callSessionId)
}
