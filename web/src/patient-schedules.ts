import { isLive, type PatientSchedule, type PatientScheduleDetail, type QueueEntry } from '@medconsult/contract'
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { keys } from './keys.ts'

/** What a patient can join now or later, ONLINE first: the first page of it, `useLaterSchedules` has the rest. */
export const browseQuery = queryOptions({
  queryKey: keys.browse,
  queryFn: ({ signal }) => api('browseSchedules', {}, signal),
})

/** One schedule with the patient's own place. */
export const visitQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: keys.visit(scheduleId),
    queryFn: ({ signal }) => api('viewSchedule', { params: { id: scheduleId } }, signal),
  })

/** The own entry while it holds a place in an open practice; else null. */
export const livePlace = ({ status, queueEntry }: PatientSchedule): QueueEntry | null =>
  status === 'ONLINE' && queueEntry !== null && isLive(queueEntry.status) ? queueEntry : null

/** Whether the patient had been seen in this schedule when it was last read. */
export function wasSeen(client: QueryClient, scheduleId: string): boolean {
  const visit = client.getQueryData<PatientScheduleDetail>(keys.visit(scheduleId))
  const browsed = client.getQueryData<PatientSchedule[]>(keys.browse)?.find((it) => it.id === scheduleId)
  return (visit ?? browsed)?.queueEntry?.status === 'DONE'
}
