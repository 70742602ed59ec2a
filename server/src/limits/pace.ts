import { setTimeout as pause } from 'node:timers/promises'
import type { Limits } from './limits.ts'

/** Delays what the limit would refuse: resolves once it is allowed and counted. */
export const makePace =
  (take: Limits['file']) =>
  async (address: string): Promise<void> => {
    for (let wait = take(address); wait > 0; wait = take(address)) await pause(Math.ceil(wait * 1000))
  }
