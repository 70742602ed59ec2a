import type { Redis } from '../cluster/redis.ts'
import { noLimits, type Limits } from './limits.ts'
import { makeLocalLimits } from './local.ts'
import { makeSharedLimits } from './shared.ts'

/** The limits of this installation: counted by each process, those that have to be shared in Redis where there is one. */
export function makeLimits({ rateLimit, redis, now }: { rateLimit: boolean; redis: Redis | null; now: () => Date }): Limits {
  if (!rateLimit) return noLimits
  const local = makeLocalLimits(now)
  return redis === null ? local : makeSharedLimits({ redis, local })
}
