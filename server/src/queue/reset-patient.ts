import { entryMachine, isOpen, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { decideOnEntry, movedEntry, patientsEntry, placeOf } from '../core/access.ts'
import { closeCall, moveEntry } from '../core/consultation.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'
import { doctorsView } from './doctors-view.ts'

/**
 * Puts a patient back to WAITING and closes their open call; a seen patient joins again with the old number. A no-op if
 * WAITING already. SCHEDULE_NOT_ONLINE, WRONG_STATE.
 */
export const resetPatient: UseCase<'resetPatient'> = async (ctx, { params }) => {
  const reset = await decideOnEntry(ctx, params, patientsEntry, async (store, found) => {
    const { entry } = found
    const result = step<EntryStatus, EntryAction>(entryMachine, entry.status, 'reset', 'DOCTOR')
    if (!result.ok) throw new Refusal(result.error)
    if (!result.changed) return { changes: [], reply: entry }

    const place = await placeOf(store, entry)
    const call = entry.callSessionId === null ? null : await store.get('call_sessions', entry.callSessionId)
    const joinedAt = entry.status === 'DONE' ? ctx.now().toISOString() : entry.joinedAt
    const changes =
      call !== null && isOpen(call.status) ? closeCall(call, place, 'RESET', ctx.now()) : moveEntry(place, 'reset', 'DOCTOR', { joinedAt })
    return movedEntry(found, changes)
  })
  const [view] = await doctorsView(ctx, [reset])
  return view!
}
