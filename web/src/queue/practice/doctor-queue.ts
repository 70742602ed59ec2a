import type { DoctorQueueEntry } from '@medconsult/contract'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { receivesAllEvents } from '../../server/delivery.ts'
import { readEpoch, useJoinSchedule, usePolling, useServerEvent } from '../../server/live.ts'
import { mergeChanges, wholeView, withPresence, type QueueView } from './queue-view.ts'

/** A polling page reads the whole queue every fifth time, since presence does not change `rev`. */
const MERGES_WHILE_POLLING = 4

/** The doctor's queue: read whole after a gap, otherwise only the changes since. */
export const queueQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: keys.queue(scheduleId),
    queryFn: async ({ signal, client }): Promise<QueueView> => {
      const queryKey = keys.queue(scheduleId)
      const params = { id: scheduleId }
      const epoch = readEpoch()
      const known = client.getQueryData<QueueView>(queryKey)
      if (!known || known.epoch !== epoch || (!receivesAllEvents.get() && known.merges >= MERGES_WHILE_POLLING)) {
        return wholeView(await api('viewQueue', { params }, signal), epoch)
      }
      const changes = await api('viewQueue', { params, query: { since: String(known.rev) } }, signal)
      // An event may have changed somebody's presence during the read.
      return mergeChanges(client.getQueryData<QueueView>(queryKey) ?? known, changes)
    },
    select: (view): readonly DoctorQueueEntry[] => view.entries,
  })

/** Whether anybody has ever been in this queue, including those who have left; undefined until known. */
export const useAnybodyYet = (scheduleId: string): boolean | undefined =>
  useQuery({
    queryKey: [...keys.queue(scheduleId), 'anybody'],
    queryFn: ({ signal }) => api('viewQueue', { params: { id: scheduleId }, query: { since: '0', limit: '1' } }, signal),
    select: (entries) => entries.length > 0,
  }).data

/** This schedule's queue, updated by its events while mounted. */
export function useDoctorQueue(scheduleId: string) {
  const client = useQueryClient()
  useJoinSchedule(scheduleId)
  useServerEvent('presence_changed', (payload) => {
    if (!('entryId' in payload) || payload.scheduleId !== scheduleId) return
    client.setQueryData<QueueView>(keys.queue(scheduleId), (view) => view && withPresence(view, payload.entryId, payload))
  })
  return useQuery({ ...queueQuery(scheduleId), ...usePolling('queue') })
}
