import { due } from './due.ts'

/** The product tells a doctor of the queue at most so often, ms; a change after so much quiet is told at once. */
export const QUIET_MS = 260

/** Keeps the changes of a practice so far apart that each is told at once: what is measured is the way, not the merging. */
export function makeQuiet() {
  const toldAt = new Map<number, number>()
  return {
    /** Resolves once the practice has been quiet for long enough. Nothing of a measurement runs meanwhile. */
    before: (practice: number): Promise<void> => due((toldAt.get(practice) ?? -Infinity) + QUIET_MS),
    told: (practice: number): void => void toldAt.set(practice, performance.now()),
  }
}
