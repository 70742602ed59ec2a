import { entryMachine, isOpen, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { newestEntry, overdueOf, ownSchedule, placeOf } from '../core/access.ts'
import { afterOf, closeCall, moveEntry } from '../core/consultation.ts'
import { guard } from '../store/store.ts'
import { Refusal, transact, type UseCase } from '../core/use-case.ts'
import { doctorsView } from './doctors-view.ts'

/**
 * Puts a patient back to waiting and closes their open call; who was seen joins anew, under the old number. WAITING
 * already: nothing happens. SCHEDULE_NOT_ONLINE, WRONG_STATE.
 */
export const resetPatient: UseCase<'resetPatient'> = async (ctx, { params }) => {
  const entry = await ctx.exclusive(params.id, () =>
    transact(ctx, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
      const entry = await newestEntry(store, schedule.id, params.patientId)
      if (entry === null) throw new Refusal('NOT_FOUND')
      const first = await overdueOf(ctx, store, entry)
      if (first !== null) return first
      const result = step<EntryStatus, EntryAction>(entryMachine, entry.status, 'reset', 'DOCTOR')
      if (!result.ok) throw new Refusal(result.error)
      if (!result.changed) return { changes: [], reply: entry }

      const place = await placeOf(store, entry)
      const call = entry.callSessionId === null ? null : await store.get('call_sessions', entry.callSessionId)
      const joinedAt = entry.status === 'DONE' ? ctx.now().toISOString() : entry.joinedAt
      const changes =
        call !== null && isOpen(call.status)
          ? closeCall(call, place, 'RESET', ctx.now())
          : moveEntry(place, 'reset', 'DOCTOR', { joinedAt })
      return { changes: [guard('schedules', schedule), ...changes], reply: afterOf(changes, 'queue_entries', entry) }
    }),
  )
  const [view] = await doctorsView(ctx, [entry])
  return view!
}
