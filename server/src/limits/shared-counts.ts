import { RateLimiterMemory, RateLimiterRedis, type IRateLimiterRes } from 'rate-limiter-flexible'
import type { Redis } from '../cluster/redis.ts'
import type { Count, Counts } from './counts.ts'

/** Nobody is refused by the limiter itself: what is too much depends on several counts, each with a duration of its own. */
const unlimited = { points: Number.MAX_SAFE_INTEGER, duration: 1, keyPrefix: '' } as const

/** In a Redis that several processes share; in the memory of each while it is away. Redis sees no key in clear. */
export function makeSharedCounts(redis: Pick<Redis, 'commands' | 'key'>): Counts {
  const limiter = new RateLimiterRedis({
    storeClient: redis.commands,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(unlimited),
    ...unlimited,
  })
  const keyOf = (key: string): string => redis.key('limit', key)
  return {
    add: async (key, by, seconds) => readingOf(await limiter.penalty(keyOf(key), by, { customDuration: seconds })),
    get: async (key) => readingOf(await limiter.get(keyOf(key))),
    set: async (key, count, seconds) => void (await limiter.set(keyOf(key), count, seconds)),
    delete: async (key) => void (await limiter.delete(keyOf(key))),
  }
}

const readingOf = (found: IRateLimiterRes | null): Count => ({
  count: found?.consumedPoints ?? 0,
  endsIn: Math.max(0, found?.msBeforeNext ?? 0) / 1000,
})
