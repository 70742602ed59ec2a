import { setTimeout as pause } from 'node:timers/promises'
import type { Limits } from './limits.ts'

/** Waits where a limit would refuse: resolves once what is asked for may be done, and is counted. */
export const makePace =
  (take: Limits['file']) =>
  async (address: string): Promise<void> => {
    for (let wait = take(address); wait > 0; wait = take(address)) await pause(Math.ceil(wait * 1000))
  }
