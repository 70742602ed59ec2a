import type { DoctorQueueEntry } from '@medconsult/contract'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { receivesAllEvents } from '../../server/delivery.ts'
import { readEpoch, useJoinSchedule, usePolling, useServerEvent } from '../../server/live.ts'
import { mergeChanges, wholeView, withPresence, type QueueView } from './queue-view.ts'

/** A polling page reads the whole queue every fifth time: who is online moves no `rev`. */
const MERGES_WHILE_POLLING = 4

/** The doctor's queue: whole after a gap, else only what changed since. */
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
      // An event may have moved somebody's presence during the read.
      return mergeChanges(client.getQueryData<QueueView>(queryKey) ?? known, changes)
    },
    select: (view): readonly DoctorQueueEntry[] => view.entries,
  })

/** Whether anybody has been in this queue so far, also somebody who has left it again; undefined until known. */
export const useAnybodyYet = (scheduleId: string): boolean | undefined =>
  useQuery({
    queryKey: [...keys.queue(scheduleId), 'anybody'],
    queryFn: ({ signal }) => api('viewQueue', { params: { id: scheduleId }, query: { since: '0', limit: '1' } }, signal),
    select: (entries) => entries.length > 0,
  }).data

/** The queue of this schedule while mounted, kept fresh by its events. */
export function useDoctorQueue(scheduleId: string) {
  const client = useQueryClient()
  useJoinSchedule(scheduleId)
  useServerEvent('presence_changed', (payload) => {
    if (!('entryId' in payload) || payload.scheduleId !== scheduleId) return
    client.setQueryData<QueueView>(keys.queue(scheduleId), (view) => view && withPresence(view, payload.entryId, payload))
  })
  return useQuery({ ...queueQuery(scheduleId), ...usePolling('queue') })
}
