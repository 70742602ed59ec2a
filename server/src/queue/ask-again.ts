import { entryMachine, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { decideOnEntry, movedEntry, ownEntry, placeOf } from '../core/access.ts'
import { moveEntry } from '../core/consultation.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'

/** A seen patient asks to be let in again. A repeat is a no-op. SCHEDULE_NOT_ONLINE, WRONG_STATE unless DONE. */
export const askAgain: UseCase<'askAgain'> = async (ctx, { params }) =>
  decideOnEntry(ctx, params, ownEntry, async (store, own) => {
    const { schedule, entry } = own
    if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
    const result = step<EntryStatus, EntryAction>(entryMachine, entry.status, 'askAgain', 'PATIENT')
    if (!result.ok) throw new Refusal(result.error)
    if (entry.askedAgainAt !== null) return { changes: [], reply: entry }
    return movedEntry(own, moveEntry(await placeOf(store, entry), 'askAgain', 'PATIENT', { askedAgainAt: ctx.now().toISOString() }))
  })
