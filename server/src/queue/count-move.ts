import type { MoveKind, TakeMove } from '../core/rate-limits.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx } from '../core/use-case.ts'

/**
 * To be called when a decision changes something: counts one move of this patient in this practice, only once even if a
 * lost race is decided again; media reports are counted separately. Throws MOVED_TOO_OFTEN.
 */
export function makeMoveCount(ctx: Ctx, takeMove: TakeMove, scheduleId: string): (kind?: MoveKind) => void {
  let isCounted = false
  return (kind = 'place') => {
    if (isCounted) return
    const wait = takeMove(person(ctx).userId, scheduleId, kind)
    if (wait > 0) throw new Refusal('MOVED_TOO_OFTEN', { retryAfterSeconds: Math.ceil(wait) })
    isCounted = true
  }
}
