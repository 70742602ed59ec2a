import { RateLimiterMemory, RateLimiterRedis, type IRateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Redis } from '../cluster/redis.ts'
import { withTimeout } from '../core/with-timeout.ts'
import type { Count, Counts } from './counts.ts'

/** Nobody is refused by the limiter itself: what is too much depends on several counts, each with a duration of its own. */
const unlimited = { points: Number.MAX_SAFE_INTEGER, duration: 1, keyPrefix: '' } as const

/** A sign-in waits no longer for a Redis that is silent and not yet known to be away. */
const DEADLINE_MS = 500

/** In a Redis that several processes share; in the memory of each while it is away or late. Redis sees no key in clear. */
export function makeSharedCounts(redis: Pick<Redis, 'commands' | 'key'>): Counts {
  const memory = new RateLimiterMemory(unlimited)
  const shared = new RateLimiterRedis({
    storeClient: redis.commands,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
    ...unlimited,
  })
  const inTime = <R>(ask: (limiter: RateLimiterAbstract) => Promise<R>): Promise<R> =>
    withTimeout(ask(shared), DEADLINE_MS, () => ask(memory))
  const keyOf = (key: string): string => redis.key('limit', key)
  return {
    add: async (key, by, seconds) => readingOf(await inTime((limiter) => limiter.penalty(keyOf(key), by, { customDuration: seconds }))),
    get: async (key) => readingOf(await inTime((limiter) => limiter.get(keyOf(key)))),
    set: async (key, count, seconds) => void (await inTime((limiter) => limiter.set(keyOf(key), count, seconds))),
    delete: async (key) => void (await inTime((limiter) => limiter.delete(keyOf(key)))),
  }
}

const readingOf = (found: IRateLimiterRes | null): Count => ({
  count: found?.consumedPoints ?? 0,
  endsIn: Math.max(0, found?.msBeforeNext ?? 0) / 1000,
})
