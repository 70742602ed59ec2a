import { REMIND_AGAIN_SECONDS } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, isRefusal } from '../api.ts'
import { keys } from '../keys.ts'

/** Puts a patient back to waiting, also out of a call or after one. */
export function useResetPatient(scheduleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (patientId: string) => api('resetPatient', { params: { id: scheduleId, patientId } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
  })
}

/** Asks waiting patients to get ready; `reminded` holds those of the last minute. */
export function useRemind(scheduleId: string) {
  const [reminded, setReminded] = useState<ReadonlyMap<string, number>>(new Map())
  const note = (patientId: string, seconds: number) => setReminded((old) => new Map(old).set(patientId, Date.now() + seconds * 1000))
  const remind = useMutation({
    mutationFn: (patientId: string) => api('remind', { params: { id: scheduleId, patientId } }),
    onSuccess: (_, patientId) => note(patientId, REMIND_AGAIN_SECONDS),
    onError: (error, patientId) => {
      if (isRefusal(error, 'REMINDED_ALREADY')) note(patientId, error.retryAfterSeconds ?? REMIND_AGAIN_SECONDS)
    },
  })
  useEffect(() => {
    const next = Math.min(...reminded.values())
    if (!Number.isFinite(next)) return undefined
    const timer = setTimeout(
      () => setReminded((old) => new Map([...old].filter(([, until]) => until > Date.now()))),
      Math.max(0, next - Date.now()) + 50,
    )
    return () => clearTimeout(timer)
  }, [reminded])
  return { ...remind, reminded }
}
