import { inQueueStatuses, isInQueue, type QueueEntry } from '@medconsult/contract'
import { newestEntry, reachableSchedule } from '../core/access.ts'
import type { Store } from '../store/store.ts'
import { person, type UseCase } from '../core/use-case.ts'
import { isPast, nextPractice } from '../core/next-practice.ts'
import { patientsView } from './patients-view.ts'

/** One practice and the patient's entry in it. Without an entry an ended or cancelled practice shows only when the next one is. NOT_FOUND. */
export const makeViewSchedule =
  (timeZone: string): UseCase<'viewSchedule'> =>
  async (ctx, { params }) => {
    const { store } = ctx
    const patientId = person(ctx).userId
    const schedule = await reachableSchedule(ctx, store, params.id)
    const next = isPast(schedule, ctx.now(), timeZone) ? await nextPractice(ctx, schedule.doctorId, timeZone) : null
    const isEnded = schedule.status === 'COMPLETED' || schedule.status === 'CANCELLED'
    if (isEnded && (await newestEntry(store, schedule.id, patientId)) === null) {
      const { id, doctorName, status, date, startTime, endTime } = schedule
      return { id, doctorName, status, date, startTime, endTime, next }
    }
    const [view] = await patientsView(store, [schedule], patientId)
    const counter = await store.get('queue_counters', schedule.id)
    const aheadOfYou = await aheadOf(store, view!.queueEntry)
    const totalInQueue = schedule.status === 'ONLINE' ? (counter?.inQueue ?? 0) : 0
    return { ...view!, totalInQueue, aheadOfYou, position: aheadOfYou === null ? null : aheadOfYou + 1, next }
  }

/** How many patients with a smaller number are waiting; null unless the entry itself is waiting. */
async function aheadOf(store: Store, entry: QueueEntry | null): Promise<number | null> {
  if (entry === null || !isInQueue(entry.status)) return null
  return store.count('queue_entries', {
    scheduleId: entry.scheduleId,
    status: { in: inQueueStatuses },
    queueNumber: { lt: entry.queueNumber },
  })
}
