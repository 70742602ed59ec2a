import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import type { Config } from './process/config.ts'
import { StoreAway } from './store/store.ts'
import { startClocks } from './start/clocks.ts'
import { openDoors } from './start/doors.ts'
import type { ServerOptions, Start } from './start/start.ts'
import { openStores } from './start/stores.ts'
import { makeWork } from './start/work.ts'

export interface RunningServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Where `/metrics` is served; null: nowhere. */
  readonly metricsPort: number | null
}

/** Whether all that failed is that the store does not answer. */
const isOnlyAway = (error: unknown): boolean =>
  error instanceof StoreAway || (error instanceof AggregateError && error.errors.every(isOnlyAway))

/**
 * The composition root: store, use cases, HTTP and sockets on one port. Disposing finishes the requests under way,
 * closes the sockets and then the store. Throws `StoreRefused`, `ConfigError`, or the system's error where the port is taken.
 */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  await using stack = new AsyncDisposableStack()
  const log = options.log ?? pino({ level: config.logLevel })
  const now = options.now ?? (() => new Date())
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string }
  const failed = (work: string) => (error: unknown) => {
    if (isOnlyAway(error)) log.warn(`${work}: the store is away`)
    else log.error({ err: error }, work)
  }
  const isShared = config.mongo !== null
  const start: Start = { config, options, log, now, version, startedAt: now(), processId: randomUUID(), isShared, stack, failed }
  const stores = await openStores(start)
  const work = await makeWork(start, stores)
  const doors = await openDoors(start, stores, work)
  startClocks(start, stores, work, doors)
  const running = stack.move()
  const { port, metricsPort } = doors
  return {
    port,
    metricsPort,
    url: config.publicOrigin ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
