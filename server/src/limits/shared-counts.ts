import { RateLimiterRedis, type IRateLimiterRes } from 'rate-limiter-flexible'
import type { Redis } from '../cluster/redis.ts'
import { withTimeout } from '../core/with-timeout.ts'
import { makeLocalCounts, type Count, type Counts } from './counts.ts'
import type { Awaitable } from './limits.ts'

/** A sign-in waits no longer for a Redis that is silent and not yet known to be away. */
const DEADLINE_MS = 500
/** Nor does it wait so long for each of its counts: after one late answer Redis is not asked for a moment. */
const LEFT_ALONE_MS = 1000

/** In a Redis that several processes share; in the memory of each while it is away or late. Redis sees no key in clear. */
export function makeSharedCounts(redis: Pick<Redis, 'commands' | 'key'>): Counts {
  const local = makeLocalCounts(() => performance.now())
  // Nobody is refused by the limiter itself: what is too much depends on several counts, each with a duration of its own.
  const shared = new RateLimiterRedis({
    storeClient: redis.commands,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    points: Number.MAX_SAFE_INTEGER,
    duration: 1,
    keyPrefix: '',
  })
  let leftAloneUntil = 0
  const late = (): never => {
    leftAloneUntil = performance.now() + LEFT_ALONE_MS
    throw new Error('Redis is late')
  }
  async function ask<R>(there: () => Promise<R>, here: () => Awaitable<R>): Promise<R> {
    if (performance.now() < leftAloneUntil) return here()
    try {
      return await withTimeout(there(), DEADLINE_MS, late)
    } catch {
      return here()
    }
  }
  const keyOf = (key: string): string => redis.key('limit', key)
  return {
    add: (key, by, seconds) =>
      ask(
        async () => readingOf(await shared.penalty(keyOf(key), by, { customDuration: seconds })),
        () => local.add(key, by, seconds),
      ),
    get: (key) =>
      ask(
        async () => readingOf(await shared.get(keyOf(key))),
        () => local.get(key),
      ),
    set: (key, count, seconds) =>
      ask(
        async () => void (await shared.set(keyOf(key), count, seconds)),
        () => local.set(key, count, seconds),
      ),
    delete: (key) =>
      ask(
        async () => void (await shared.delete(keyOf(key))),
        () => local.delete(key),
      ),
  }
}

const readingOf = (found: IRateLimiterRes | null): Count => ({
  count: found?.consumedPoints ?? 0,
  endsIn: Math.max(0, found?.msBeforeNext ?? 0) / 1000,
})
