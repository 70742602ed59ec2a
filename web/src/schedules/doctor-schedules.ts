import type { Schedule } from '@medconsult/contract'
import { queryOptions } from '@tanstack/react-query'
import { allPages } from '../server/all-pages.ts'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** All of the doctor's schedules, newest first; all pages are read, since today's may have been planned long ago. */
export const doctorSchedulesQuery = queryOptions({
  queryKey: keys.doctorSchedules,
  queryFn: ({ signal }) => allPages((query) => api('listSchedules', { query }, signal)),
})

/** The practice that is open now; a doctor has at most one. */
export const openPractice = (schedules: readonly Schedule[]): Schedule | null => schedules.find((it) => it.status === 'ONLINE') ?? null
