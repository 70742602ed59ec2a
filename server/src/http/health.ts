import type { Redis } from '../cluster/redis.ts'
import { withTimeout } from '../core/with-timeout.ts'
import { StoreAway } from '../store/store.ts'
import type { UseCase } from '../core/use-case.ts'

/** How long the store may take to answer before it counts as away. */
const PATIENCE_MS = 2000

interface HealthOptions {
  readonly version: string
  readonly redis: Pick<Redis, 'isReady'> | null
  readonly startedAt: Date
}

/** Reports whether the server and its store respond; a missing Redis does not make it unhealthy. */
export const makeHealth =
  ({ version, redis, startedAt }: HealthOptions): UseCase<'health'> =>
  async (ctx) => {
    const answer = ctx.store.ping().then(
      () => 'ok' as const,
      (error: unknown) => (error instanceof StoreAway && error.trouble) || ('away' as const),
    )
    const store = await withTimeout(answer, PATIENCE_MS, () => 'away' as const)
    const uptimeSeconds = Math.floor((ctx.now().getTime() - startedAt.getTime()) / 1000)
    return {
      status: store === 'ok' ? 'ok' : 'unavailable',
      store,
      uptimeSeconds,
      version,
      ...(redis && { redis: redis.isReady ? 'ok' : 'away' }),
    }
  }
