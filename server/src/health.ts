import type { Redis } from './redis.ts'
import type { UseCase } from './use-case.ts'

/** How long the store may take to answer before it counts as away. */
const PATIENCE_MS = 2000

/** Whether the server and its store answer; without Redis it serves all the same. */
export const makeHealth =
  (version: string, redis: Pick<Redis, 'isReady'> | null): UseCase<'health'> =>
  async (ctx) => {
    const answers = await Promise.race([
      ctx.store.ping().then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref()),
    ])
    const uptimeSeconds = Math.floor((ctx.now().getTime() - ctx.startedAt.getTime()) / 1000)
    return {
      status: answers ? 'ok' : 'unavailable',
      store: answers ? 'ok' : 'away',
      uptimeSeconds,
      version,
      ...(redis && { redis: redis.isReady ? 'ok' : 'away' }),
    }
  }
