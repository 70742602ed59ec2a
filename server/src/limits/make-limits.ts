import type { Redis } from '../cluster/redis.ts'
import { makeCountedLimits } from './counted-limits.ts'
import { makeLocalCounts } from './counts.ts'
import { noLimits, type Limits } from './limits.ts'
import { makeSharedCounts } from './shared-counts.ts'

/** The limits of this installation: counted by each process, except those that Redis counts for all of them. */
export function makeLimits({ rateLimit, redis, now }: { rateLimit: boolean; redis: Redis | null; now: () => Date }): Limits {
  if (!rateLimit) return noLimits
  return makeCountedLimits(redis === null ? makeLocalCounts(() => now().getTime()) : makeSharedCounts(redis), now)
}
