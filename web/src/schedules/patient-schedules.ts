import { isLive, type PatientSchedule, type PatientScheduleDetail, type QueueEntry, type Reply } from '@medconsult/contract'
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'
import { usePolling } from '../server/live.ts'

/** What a patient can join now or later, ONLINE first: the first page; `useLaterSchedules` reads the rest. */
export const browseQuery = queryOptions({
  queryKey: keys.browse,
  queryFn: ({ signal }) => api('browseSchedules', {}, signal),
})

/** One schedule with the patient's own place. */
export const visitQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: keys.visit(scheduleId),
    queryFn: async ({ signal }) => wholeVisit(await api('viewSchedule', { params: { id: scheduleId } }, signal)),
  })

/** A schedule that is over and in which the patient had no place comes without counts. */
const wholeVisit = (schedule: Reply<'viewSchedule'>): PatientScheduleDetail =>
  schedule.queueEntry === undefined ? { ...schedule, ...nothing } : schedule
const nothing = {
  doctorId: '',
  endReason: null,
  doctorBusy: false,
  doctorAwaySince: null,
  queueEntry: null,
  totalInQueue: 0,
  aheadOfYou: null,
  position: null,
} as const

/** The patient's entry while it has a place in an open practice; otherwise null. */
export const livePlace = ({ status, queueEntry }: PatientSchedule): QueueEntry | null =>
  status === 'ONLINE' && queueEntry !== null && isLive(queueEntry.status) ? queueEntry : null

/** The practices in which this patient has a place now, each by its newest read, from the list or alone. */
export function useOwnPlaces(): readonly PatientSchedule[] {
  const client = useQueryClient()
  const { data, dataUpdatedAt } = useQuery({ ...browseQuery, ...usePolling('schedule') })
  return ownPlaces(client, data ?? [], dataUpdatedAt)
}

/** The schedules of a list read at `readAt`, in ms, in which the patient has a place by the newest read of each. */
export function ownPlaces(client: QueryClient, list: readonly PatientSchedule[], readAt: number): readonly PatientSchedule[] {
  const newest = (listed: PatientSchedule): PatientSchedule => {
    const alone = client.getQueryState<PatientScheduleDetail>(keys.visit(listed.id))
    return alone?.data && alone.dataUpdatedAt > readAt ? alone.data : listed
  }
  return list.map(newest).filter((it) => livePlace(it) !== null)
}

/** The doctor of another practice with whom this patient is in a call now; null: none. */
export const useOtherCall = (scheduleId: string): string | null =>
  useOwnPlaces().find((it) => it.id !== scheduleId && livePlace(it)?.status === 'IN_CALL')?.doctorName ?? null

/** Whether the patient had been seen in this schedule when it was last read. */
export function wasSeen(client: QueryClient, scheduleId: string): boolean {
  const visit = client.getQueryData<PatientScheduleDetail>(keys.visit(scheduleId))
  const browsed = client.getQueryData<PatientSchedule[]>(keys.browse)?.find((it) => it.id === scheduleId)
  return (visit ?? browsed)?.queueEntry?.status === 'DONE'
}
