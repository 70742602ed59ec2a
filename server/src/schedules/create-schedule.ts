import { faultAt } from '@medconsult/contract'
import { insert, update } from '../store/store.ts'
import { clinicDate } from '../core/clinic-time.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type UseCase } from '../core/use-case.ts'

/** Plans a practice. INVALID for a date before today in the clinic's time zone. */
export const makeCreateSchedule =
  (timeZone: string): UseCase<'createSchedule'> =>
  async (ctx, { body }) => {
    const { userId, name } = person(ctx)
    refuseThePast(body, ctx.now(), timeZone)
    return transact(ctx, async (store) => {
      const doctor = await store.get('users', userId)
      if (doctor === null || doctor.status === 'CLOSED' || doctor.status === 'DISABLED') throw new Refusal('UNAUTHENTICATED')
      // A change although nothing is new: an account that is closed or disabled at the same moment has to cancel this plan, too.
      const kept = update('users', doctor, {})
      const row = { id: ctx.newId(), doctorId: userId, doctorName: name, ...body, begins: `${body.date}T${body.startTime}` }
      const unopened = {
        status: 'UPCOMING',
        startedAt: null,
        doctorAwaySince: null,
        endReason: null,
        endedAt: null,
        settled: true,
      } as const
      const schedule = insert('schedules', { ...row, ...unopened }, 'create')
      const counter = insert('queue_counters', { id: row.id, lastNumber: 0, rev: 0, inQueue: 0 })
      return { changes: [schedule, counter, kept], reply: { created: true, reply: schedule.after } }
    })
  }

/** Throws INVALID for a date before today in the clinic's time zone. */
export function refuseThePast({ date }: { date: string }, now: Date, timeZone: string): void {
  if (date < clinicDate(now, timeZone)) throw new Refusal('INVALID', { errors: [faultAt('date', 'DATE_PAST')] })
}
