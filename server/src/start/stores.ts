import { keptSecret } from '../process/jwt-secret.ts'
import { assertNotLost, makeDataDir, openStore } from '../process/open-store.ts'
import { openRedis } from '../cluster/redis.ts'
import type { Start } from './start.ts'

export type Stores = Awaited<ReturnType<typeof openStores>>

/** What outlives a request: the store, Redis, the secret; measured where METRICS_PORT is set. */
export async function openStores({ config, options, log, version, stack }: Start) {
  if (options.store === undefined) assertNotLost(config, options.isNew ?? false)
  const opened =
    options.store ?? stack.use(await openStore(config, { waiting: (line) => log.warn(line), alarm: (line) => log.error(line) }))
  const { metricsPort, redisUrl: url } = config
  const metrics = metricsPort === null ? null : (await import('../metrics/make-metrics.ts')).makeMetrics(opened, version, metricsPort)
  if (config.jwtSecret === null) makeDataDir(config.dataDir)
  const secret = config.jwtSecret ?? keptSecret(config.dataDir)
  const redis = url === null ? null : stack.use(await openRedis({ url, secret, say: (line) => log.warn(line) }))
  return { store: metrics?.store ?? opened, metrics, secret, redis }
}
