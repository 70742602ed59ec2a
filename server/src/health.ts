import type { UseCase } from './use-case.ts'

/** How long the store may take to answer before it counts as away. */
const PATIENCE_MS = 2000

/** Whether the server and its store answer. */
export const makeHealth =
  (version: string): UseCase<'health'> =>
  async (ctx) => {
    const answers = await Promise.race([
      ctx.store.ping().then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref()),
    ])
    const uptimeSeconds = Math.floor((ctx.now().getTime() - ctx.startedAt.getTime()) / 1000)
    return { status: answers ? 'ok' : 'unavailable', store: answers ? 'ok' : 'away', uptimeSeconds, version }
  }
