import { entryMachine, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { decideOnEntry, deskEntry, movedEntry, placeOf } from '../core/access.ts'
import { effectiveEntry, moveEntry, stepCall, type Place } from '../core/consultation.ts'
import { noted, type Change, type Store } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx, UseCase } from '../core/use-case.ts'
import { doctorsView } from './doctors-view.ts'

/**
 * Removes a waiting patient from the queue, with the reason in the audit record; an open invitation is cancelled in the
 * same commit. A no-op if the patient has already left. IN_CALL, QUEUE_ENDED.
 */
export const removeEntry: UseCase<'removeEntry'> = async (ctx, { params, body }) => {
  const removed = await decideOnEntry(ctx, params, deskEntry, async (store, found) => {
    const { schedule, entry } = found
    const { status } = effectiveEntry(entry, schedule.status)
    const result = step<EntryStatus, EntryAction>(entryMachine, status, 'remove', 'DOCTOR')
    if (!result.ok) throw new Refusal(status === 'IN_CALL' ? 'IN_CALL' : 'QUEUE_ENDED')
    if (!result.changed) return { changes: [], reply: entry }
    const changes = noted(await remove(ctx, store, await placeOf(store, entry)), 'remove', { reason: body.reason })
    return movedEntry(found, changes)
  })
  const [view] = await doctorsView(ctx, [removed])
  return view!
}

async function remove(ctx: Ctx, store: Store, place: Place): Promise<Change[]> {
  const { callSessionId } = place.entry
  if (callSessionId === null) return moveEntry(place, 'remove', 'DOCTOR')
  const call = await store.get('call_sessions', callSessionId)
  if (call === null) throw new Error(`entry ${place.entry.id} refers to a missing call`)
  return stepCall(call, place, 'cancel', 'DOCTOR', { endedAt: ctx.now().toISOString() }, 'remove')
}
