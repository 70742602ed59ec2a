import type { Schedule } from '@medconsult/contract'
import { queryOptions } from '@tanstack/react-query'
import { allPages } from '../server/all-pages.ts'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** All of the doctor's own schedules, newest first: today's may have been planned long before the others. */
export const doctorSchedulesQuery = queryOptions({
  queryKey: keys.doctorSchedules,
  queryFn: ({ signal }) => allPages((query) => api('listSchedules', { query }, signal)),
})

/** The practice that is open now; a doctor has at most one. */
export const openPractice = (schedules: readonly Schedule[]): Schedule | null => schedules.find((it) => it.status === 'ONLINE') ?? null
