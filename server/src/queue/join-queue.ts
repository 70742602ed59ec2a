import { entryMachine, step, type EntryAction, type EntryStatus, type QueueEntry } from '@medconsult/contract'
import { newestEntry, overdueOf } from '../core/access.ts'
import { guard, insert, update } from '../store/store.ts'
import { person, Refusal, transact, type Created, type UseCase } from '../core/use-case.ts'
import { makeMoveCount } from './count-move.ts'

/** A place in the queue, with the next number. Again: the same place. SCHEDULE_NOT_ONLINE, ALREADY_SEEN, MOVED_TOO_OFTEN. */
export const joinQueue: UseCase<'joinQueue'> = async (ctx, { params }) => {
  const { userId: patientId, name: patientName } = person(ctx)
  const countMove = makeMoveCount(ctx, params.id)
  return ctx.exclusive(params.id, () =>
    transact<Created<QueueEntry>>(ctx, async (store) => {
      const schedule = await store.get('schedules', params.id)
      if (schedule === null) throw new Refusal('NOT_FOUND')
      if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
      const entry = await newestEntry(store, schedule.id, patientId)
      const first = await overdueOf(ctx, store, entry)
      if (first !== null) return first
      // Who left comes as if for the first time; the place given up stays given up.
      const place = entry?.status === 'LEFT' ? null : entry
      const result = step<EntryStatus, EntryAction>(entryMachine, place?.status ?? null, 'join', 'PATIENT')
      if (!result.ok) throw new Refusal('ALREADY_SEEN')
      if (place !== null) return { changes: [], reply: { created: false, reply: place } }
      countMove()

      const counter = await store.get('queue_counters', schedule.id)
      if (counter === null) throw new Error(`schedule ${schedule.id} has no counters`)
      const counted = { lastNumber: counter.lastNumber + 1, rev: counter.rev + 1, inQueue: counter.inQueue + 1 }
      const joined = insert(
        'queue_entries',
        {
          id: ctx.newId(),
          scheduleId: schedule.id,
          doctorId: schedule.doctorId,
          patientId,
          patientName,
          queueNumber: counted.lastNumber,
          status: result.status,
          isReady: false,
          joinedAt: ctx.now().toISOString(),
          callSessionId: null,
          lastCall: null,
          media: null,
          askedAgainAt: null,
          leftReason: null,
          remindedAt: null,
          rev: counted.rev,
        },
        'join',
      )
      const changes = [guard('schedules', schedule), joined, update('queue_counters', counter, counted)]
      return { changes, reply: { created: true, reply: joined.after } }
    }),
  )
}
