import { setTimeout as delay } from 'node:timers/promises'

/** Resolves at a time given by `performance.now()`, or immediately if it has passed. */
export async function waitUntil(at: number): Promise<void> {
  const early = at - performance.now()
  if (early > 0) await delay(early)
}
