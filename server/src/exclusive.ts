import { Refusal } from './use-case.ts'

/** A work that has waited so long for its turn is not begun. */
const DEADLINE_MS = 2000

/** One work at a time for a key, in the order of asking. Throws BUSY where the turn comes too late. */
export function makeExclusive(now: () => number = () => performance.now()): <R>(key: string, work: () => Promise<R>) => Promise<R> {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const deadline = now() + DEADLINE_MS
    const begin = (): ReturnType<typeof work> => {
      if (now() > deadline) throw new Refusal('BUSY', { retryAfterSeconds: 1 })
      return work()
    }
    const turn = (last.get(key) ?? Promise.resolve()).then(begin, begin)
    last.set(key, turn)
    try {
      return await turn
    } finally {
      if (last.get(key) === turn) last.delete(key)
    }
  }
}
