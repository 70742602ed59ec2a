import type { EntryMedia, PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { api } from '../../../server/api.ts'
import { keys } from '../../../server/keys.ts'

/**
 * Reports to the doctor what this page's devices deliver while its patient is ready and not in a call. Each state is reported
 * once, so that two pages of one patient do not keep overwriting each other. A failed report is retried after the next read.
 */
export function useReportMedia(
  { scheduleId, status, callSessionId, media }: QueueEntry,
  delivered: EntryMedia | null,
  readAt: number,
): void {
  const client = useQueryClient()
  const reported = useRef<EntryMedia | null>(null)
  const { mutate, isPending } = useMutation({
    mutationFn: (now: EntryMedia) => api('toggleReady', { params: { id: scheduleId }, body: { isReady: true, media: now } }),
    onSuccess: (queueEntry, now) => {
      reported.current = now
      client.setQueryData<PatientScheduleDetail>(keys.visit(scheduleId), (old) => old && { ...old, queueEntry })
    },
  })
  const isFree = status === 'READY' && callSessionId === null
  const attempt = `${readAt} ${delivered}`
  const tried = useRef('')
  const report = useEffectEvent((now: string) => {
    if (tried.current === now) return
    tried.current = now
    if (status !== 'READY') reported.current = null
    if (!isFree || delivered === null || isPending || reported.current === delivered) return
    if (delivered === media) reported.current = delivered
    else mutate(delivered)
  })
  useEffect(() => report(attempt), [attempt])
}
