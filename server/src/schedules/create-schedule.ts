import { insert } from '../store/store.ts'
import { clinicDate, person, Refusal, transact, type UseCase } from '../use-case.ts'

/** Plans a practice. Its date may not lie before the clinic's today (INVALID). */
export const createSchedule: UseCase<'createSchedule'> = async (ctx, { body }) => {
  const { userId, name } = person(ctx)
  if (body.date < clinicDate(ctx)) throw new Refusal('INVALID', { errors: [{ path: 'date', message: 'The date is in the past.' }] })
  return transact(ctx, async () => {
    const row = { id: ctx.newId(), doctorId: userId, doctorName: name, ...body, begins: `${body.date}T${body.startTime}` }
    const schedule = insert('schedules', { ...row, status: 'UPCOMING', startedAt: null, settled: true }, 'create')
    const counter = insert('queue_counters', { id: row.id, lastNumber: 0, rev: 0, inQueue: 0 })
    return { changes: [schedule, counter], reply: { created: true, reply: schedule.after } }
  })
}
