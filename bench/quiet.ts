import { waitUntil } from './wait-until.ts'

/** The product coalesces a queue's events over this time, in ms; a change after as much quiet is announced immediately. */
export const QUIET_MS = 260

/** Spaces out the changes of a practice so that each is announced immediately: the benchmark measures delivery, not coalescing. */
export function makeQuiet() {
  const changedAt = new Map<number, number>()
  return {
    /** Resolves once the practice has been quiet for long enough. Nothing is measured during the wait. */
    before: (practice: number): Promise<void> => waitUntil((changedAt.get(practice) ?? -Infinity) + QUIET_MS),
    changed: (practice: number): void => void changedAt.set(practice, performance.now()),
  }
}
