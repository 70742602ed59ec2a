import { entryMachine, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { decideOnEntry, movedEntry, ownEntry, placeOf } from '../core/access.ts'
import { effectiveEntry, moveEntry, stepCall, type Place } from '../core/consultation.ts'
import type { Change, Store } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx, UseCase } from '../core/use-case.ts'
import type { TakeMove } from '../core/rate-limits.ts'
import { makeMoveCount } from './count-move.ts'

/** Leaves the queue; an open invitation is declined in the same commit. A repeat is a no-op. IN_CALL, QUEUE_ENDED, MOVED_TOO_OFTEN. */
export const makeLeaveQueue =
  (takeMove: TakeMove): UseCase<'leaveQueue'> =>
  async (ctx, { params }) => {
    const countMove = makeMoveCount(ctx, takeMove, params.id)
    return decideOnEntry(ctx, params, ownEntry, async (store, own) => {
      const { schedule, entry } = own
      const { status } = effectiveEntry(entry, schedule.status)
      const result = step<EntryStatus, EntryAction>(entryMachine, status, 'leave', 'PATIENT')
      if (!result.ok) throw new Refusal(status === 'IN_CALL' ? 'IN_CALL' : 'QUEUE_ENDED')
      if (!result.changed) return { changes: [], reply: entry }
      countMove()
      return movedEntry(own, await leave(ctx, store, await placeOf(store, entry)))
    })
  }

async function leave(ctx: Ctx, store: Store, place: Place): Promise<Change[]> {
  const { callSessionId } = place.entry
  if (callSessionId === null) return moveEntry(place, 'leave', 'PATIENT')
  const call = await store.get('call_sessions', callSessionId)
  if (call === null) throw new Error(`entry ${place.entry.id} refers to a missing call`)
  return stepCall(call, place, 'decline', 'PATIENT', { endedAt: ctx.now().toISOString() }, 'leave')
}
