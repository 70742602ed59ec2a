import { makeBoundedMap } from '../core/bounded-map.ts'
import type { Limits } from './limits.ts'
import { SIGNALS } from './rates.ts'

/** Pairs of person and call remembered at once; the oldest are forgotten first. */
const REMEMBERED = 10_000

/** Signals of one person in one call, counted in this process. */
export function makeSignalRate(clock: () => Date): Limits['signal'] {
  const windows = makeBoundedMap<string, { from: number; taken: number }>(REMEMBERED)
  return (userId, callSessionId) => {
    const key = `${callSessionId} ${userId}`
    const now = clock().getTime()
    const window = windows.get(key)
    if (window !== undefined && Math.abs(now - window.from) < SIGNALS.windowMs) {
      if (window.taken >= SIGNALS.most) return (window.from + SIGNALS.windowMs - now) / 1000
      window.taken++
      return 0
    }
    windows.set(key, { from: now, taken: 1 })
    return 0
  }
}
