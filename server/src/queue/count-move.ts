import type { MoveKind, TakeMove } from '../core/rate-limits.ts'
import { person, Refusal, type Ctx } from '../core/use-case.ts'

/**
 * To be called once a decision changes something: counts it as one move of this patient in this practice, once however
 * often a lost race is decided again; what the devices deliver is counted apart. Throws MOVED_TOO_OFTEN.
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
