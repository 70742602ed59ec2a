import { entryMachine, isLive, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { decideOnEntry, movedEntry, ownEntry, placeOf } from '../core/access.ts'
import { effectiveEntry, moveEntry, noteInEntry } from '../core/consultation.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'
import type { TakeMove } from '../core/rate-limits.ts'
import { makeMoveCount } from './count-move.ts'

/**
 * Sets Ready to `isReady`, or toggles it if absent. The current value is a no-op, except that a new `media` is stored. A
 * change is refused while invited (INVITED), in a call (IN_CALL), after the entry has ended (QUEUE_ENDED), and with
 * MOVED_TOO_OFTEN; without `media` nothing is known about the devices.
 */
export const makeToggleReady =
  (takeMove: TakeMove): UseCase<'toggleReady'> =>
  async (ctx, { params, body }) => {
    const countMove = makeMoveCount(ctx, takeMove, params.id)
    return decideOnEntry(ctx, params, ownEntry, async (store, own) => {
      const { schedule, entry } = own

      const { status } = effectiveEntry(entry, schedule.status)
      if (!isLive(status)) throw new Refusal('QUEUE_ENDED')
      const action = (body.isReady ?? !entry.isReady) ? 'ready' : 'notReady'
      const result = step<EntryStatus, EntryAction>(entryMachine, status, action, 'PATIENT')
      if (!result.ok) throw new Refusal('IN_CALL')
      const { media = null } = body
      if (!result.changed && (media === null || media === entry.media)) return { changes: [], reply: entry }
      if (result.changed && entry.callSessionId !== null) throw new Refusal('INVITED')
      countMove(result.changed ? 'place' : 'media')
      const place = await placeOf(store, entry)
      const changes = result.changed ? moveEntry(place, action, 'PATIENT', { media }) : noteInEntry(place, { media })
      return movedEntry(own, changes)
    })
  }
