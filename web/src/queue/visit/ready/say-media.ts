import type { EntryMedia, PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { api } from '../../../server/api.ts'
import { keys } from '../../../server/keys.ts'

/**
 * Tells the doctor what this page's devices deliver while its person is ready and nobody calls: each thing once, so that
 * two pages of one person do not contradict each other without end. What did not arrive goes along with the next read.
 */
export function useSayMedia({ scheduleId, status, callSessionId, media }: QueueEntry, delivered: EntryMedia | null, readAt: number): void {
  const client = useQueryClient()
  const told = useRef<EntryMedia | null>(null)
  const { mutate, isPending } = useMutation({
    mutationFn: (now: EntryMedia) => api('toggleReady', { params: { id: scheduleId }, body: { isReady: true, media: now } }),
    onSuccess: (queueEntry, now) => {
      told.current = now
      client.setQueryData<PatientScheduleDetail>(keys.visit(scheduleId), (old) => old && { ...old, queueEntry })
    },
  })
  const isFree = status === 'READY' && callSessionId === null
  const attempt = `${readAt} ${delivered}`
  const tried = useRef('')
  const tell = useEffectEvent((now: string) => {
    if (tried.current === now) return
    tried.current = now
    if (status !== 'READY') told.current = null
    if (!isFree || delivered === null || isPending || told.current === delivered) return
    if (delivered === media) told.current = delivered
    else mutate(delivered)
  })
  useEffect(() => tell(attempt), [attempt])
}
