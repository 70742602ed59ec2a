import { person, Refusal, type Ctx } from '../use-case.ts'

/**
 * To be called once a decision changes something: counts it as one move of this patient in this practice, once however
 * often a lost race is decided again. Throws MOVED_TOO_OFTEN.
 */
export function makeMoveCount(ctx: Ctx, scheduleId: string): () => void {
  let isCounted = false
  return () => {
    if (isCounted) return
    const wait = ctx.takeMove(person(ctx).userId, scheduleId)
    if (wait > 0) throw new Refusal('MOVED_TOO_OFTEN', { retryAfterSeconds: Math.ceil(wait) })
    isCounted = true
  }
}
