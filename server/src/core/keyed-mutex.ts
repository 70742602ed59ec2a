import { makeFairQueue, type FairQueue } from './fair-queue.ts'
import { Refusal } from './refusal.ts'

/** Work that has waited this long is not started. */
const DEADLINE_MS = 2000

export type KeyedMutex = <R>(key: string, who: string, work: () => Promise<R>) => Promise<R>

/** Runs one task at a time per key; people take turns, each in order of arrival. Throws BUSY after too long a wait. */
export function makeKeyedMutex(now: () => number = () => performance.now()): KeyedMutex {
  /** The keys in use and their waiting tasks; null while nobody waits. */
  const atWork = new Map<string, FairQueue<() => void> | null>()

  function turn(key: string, who: string): Promise<void> {
    let waiting = atWork.get(key)
    if (!waiting) atWork.set(key, (waiting = makeFairQueue()))
    const queue = waiting
    return new Promise((resolve) => queue.add(who, resolve))
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
