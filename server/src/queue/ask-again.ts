import { entryMachine, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { newestEntry, placeOf } from '../core/access.ts'
import { afterOf, moveEntry } from '../core/consultation.ts'
import { guard } from '../store/store.ts'
import { person, Refusal, transact, type UseCase } from '../core/use-case.ts'

/** Who was seen asks to be let in again. Again: nothing happens. SCHEDULE_NOT_ONLINE, WRONG_STATE unless DONE. */
export const askAgain: UseCase<'askAgain'> = async (ctx, { params }) => {
  const patientId = person(ctx).userId
  return ctx.exclusive(params.id, () =>
    transact(ctx, async (store) => {
      const schedule = await store.get('schedules', params.id)
      const entry = await newestEntry(store, params.id, patientId)
      if (schedule === null || entry === null) throw new Refusal('NOT_FOUND')
      if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
      const result = step<EntryStatus, EntryAction>(entryMachine, entry.status, 'askAgain', 'PATIENT')
      if (!result.ok) throw new Refusal(result.error)
      if (entry.askedAgainAt !== null) return { changes: [], reply: entry }
      const changes = moveEntry(await placeOf(store, entry), 'askAgain', 'PATIENT', { askedAgainAt: ctx.now().toISOString() })
      return { changes: [guard('schedules', schedule), ...changes], reply: afterOf(changes, 'queue_entries', entry) }
    }),
  )
}
