import { listCameras, type Browser } from './media-state.ts'

/** Counts the cameras, so that one that appears is noticed. */
export function makeCameraFinder(browser: Pick<Browser, 'devices'>) {
  let known: number | null = null
  let generation = 0
  return {
    /** How many there are, and were at the last count; null if unknown or forgotten meanwhile. */
    async count(): Promise<{ readonly now: number; readonly before: number } | null> {
      const mine = generation
      const now = (await listCameras(browser))?.length ?? null
      if (mine !== generation) return null
      const before = known
      known = now
      return now === null ? null : { now, before: before ?? now }
    },
    forget(): void {
      generation += 1
      known = null
    },
  }
}
