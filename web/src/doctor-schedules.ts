import type { Schedule } from '@medconsult/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { keys } from './keys.ts'

/** The doctor's own schedules, newest first, up to 200. */
export const doctorSchedulesQuery = queryOptions({
  queryKey: keys.doctorSchedules,
  queryFn: ({ signal }) => api('listSchedules', {}, signal),
})

/** The practice that is open now; a doctor has at most one. */
export const openPractice = (schedules: readonly Schedule[]): Schedule | null => schedules.find((it) => it.status === 'ONLINE') ?? null
