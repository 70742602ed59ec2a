import type { BucketRate } from './rates.ts'

export interface TokenBucket {
  /** Takes `amount` for a key; returns 0, or the seconds to wait if there is not enough. */
  take(key: string, amount?: number): number
}

/** Beyond this many keys, those that are full again are forgotten. */
const KEYS = 10_000

/** A steady rate with a burst, per key. `now`: milliseconds that never go back. */
export function makeTokenBucket({ perSecond, burst }: BucketRate, now: () => number = () => performance.now()): TokenBucket {
  const levels = new Map<string, { tokens: number; at: number }>()
  const forgetFull = (): void => {
    for (const [key, level] of levels) if (level.tokens + ((now() - level.at) / 1000) * perSecond >= burst) levels.delete(key)
  }
  const levelOf = (key: string): { tokens: number; at: number } => {
    const time = now()
    let level = levels.get(key)
    if (level === undefined) {
      if (levels.size >= KEYS && levels.size % 1000 === 0) forgetFull()
      level = { tokens: burst, at: time }
      levels.set(key, level)
    }
    level.tokens = Math.min(burst, level.tokens + ((time - level.at) / 1000) * perSecond)
    level.at = time
    return level
  }
  return {
    take(key, amount = 1) {
      const level = levelOf(key)
      const seconds = Math.max(0, (amount - level.tokens) / perSecond)
      if (seconds === 0) level.tokens -= amount
      return seconds
    },
  }
}
