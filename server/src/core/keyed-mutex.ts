import { makeFairQueue, type FairQueue } from './fair-queue.ts'
import { Refusal } from './use-case.ts'

/** A work that has waited so long for its turn is not begun. */
const DEADLINE_MS = 2000

export type KeyedMutex = <R>(key: string, who: string, work: () => Promise<R>) => Promise<R>

/** One work at a time for a key; people take turns, each in the order of asking. Throws BUSY where the turn comes too late. */
export function makeKeyedMutex(now: () => number = () => performance.now()): KeyedMutex {
  /** The keys at work, and who waits for them: null where nobody has yet. */
  const atWork = new Map<string, FairQueue<() => void> | null>()

  function turn(key: string, who: string): Promise<void> {
    let lines = atWork.get(key)
    if (!lines) atWork.set(key, (lines = makeFairQueue()))
    const line = lines
    return new Promise((resolve) => line.add(who, resolve))
  }

  return async (key, who, work) => {
    const deadline = now() + DEADLINE_MS
    if (atWork.has(key)) await turn(key, who)
    else atWork.set(key, null)
    try {
      if (now() > deadline) throw new Refusal('BUSY', { retryAfterSeconds: 1 })
      return await work()
    } finally {
      const next = atWork.get(key)?.next()
      if (next === undefined) atWork.delete(key)
      else next()
    }
  }
}
