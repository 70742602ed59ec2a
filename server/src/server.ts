import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { makeSendSignal } from './calls/send-signal.ts'
import { makePasswords } from './accounts/password.ts'
import { makeRenewLogin } from './accounts/renew-login.ts'
import { makeTokens } from './accounts/token.ts'
import { adminSocketPath, openAdminSocket } from './admin/socket.ts'
import type { Config } from './process/config.ts'
import { every } from './core/every.ts'
import { makeKeyedMutex } from './core/keyed-mutex.ts'
import { makeHandlers } from './handlers.ts'
import { makeHealth } from './http/health.ts'
import { makeApp, REQUEST_TIMEOUT_MS } from './http/app.ts'
import { makeAuthenticate } from './http/authenticate.ts'
import { mountDocs } from './http/documents/docs.ts'
import { mountRoutes } from './http/mount.ts'
import { makeRequestFacts } from './http/request-facts.ts'
import { keepAssets, keptFolder } from './http/pages/kept-assets.ts'
import { makeOutsideRate } from './http/outside-rate.ts'
import { makePages, mountPages } from './http/pages/pages.ts'
import { makeClientOrigin } from './http/client-origin.ts'
import { makeTurns } from './http/connections/turns.ts'
import { makeUnreadWatch } from './http/connections/unread.ts'
import { makeIds } from './core/ids.ts'
import { keptSecret } from './process/jwt-secret.ts'
import { makeKeyedHash } from './core/keyed-hash.ts'
import { noLimits, takeSignal, tryRegister, trySignIn } from './limits/limits.ts'
import { makeLocalLimits } from './limits/local.ts'
import { makePace } from './limits/pace.ts'
import { makeSharedLimits } from './limits/shared.ts'
import { assertNotLost, makeDataDir, openStore } from './process/open-store.ts'
import { makeWatch, peerProcesses } from './presence/peer-processes.ts'
import { backOff } from './core/back-off.ts'
import { makeAnnounce } from './core/announce.ts'
import { makeGateway } from './realtime/gateway.ts'
import { trackPresence } from './presence/track-presence.ts'
import { makeRelay } from './realtime/relay.ts'
import { openRedis } from './cluster/redis.ts'
import { makeRegistrationDoor } from './accounts/registration-door.ts'
import { StoreAway, type Store } from './store/store.ts'
import { makeSweep } from './sweep.ts'
import type { Ctx, Person, Transactions } from './core/use-case.ts'

export interface ServerOptions {
  /** Instead of DATA_DIR's; the caller disposes of it. */
  readonly store?: Store
  /** An empty clinic begins in a data folder that had data. */
  readonly isNew?: boolean
  readonly log?: Logger
  /** Where the built web app is. */
  readonly dist?: string
  readonly now?: () => Date
  /** How long a request may take to arrive, and a connection to sign in. */
  readonly requestTimeoutMs?: number
  readonly connectTimeoutMs?: number
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Where `/metrics` is served; null: nowhere. */
  readonly metricsPort: number | null
}

const SWEEP_MS = 1000
const BEAT_MS = 5000
/** How often what the build's pages need is noted as still in use. */
const KEEP_MS = 6 * 3_600_000
/** Requests under way may take so long when the server stops. */
const FINISH_MS = 8000
const here = import.meta.dirname

/** Whether all that failed is that the store does not answer. */
const isOnlyAway = (error: unknown): boolean =>
  error instanceof StoreAway || (error instanceof AggregateError && error.errors.every(isOnlyAway))

/**
 * The composition root: store, use cases, HTTP and sockets on one port. Disposing finishes the requests under way,
 * closes the sockets and then the store. Throws `StoreRefused`, `ConfigError`, or the system's error where the port is taken.
 */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const { requestTimeoutMs, connectTimeoutMs } = options
  const log = options.log ?? pino({ level: config.logLevel })
  const now = options.now ?? (() => new Date())
  const version = (JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')) as { version: string }).version
  await using stack = new AsyncDisposableStack()
  if (options.store === undefined) assertNotLost(config, options.isNew ?? false)
  const opened =
    options.store ?? stack.use(await openStore(config, { waiting: (line) => log.warn(line), alarm: (line) => log.error(line) }))
  const { metricsPort } = config
  const metrics = metricsPort === null ? null : (await import('./metrics/make-metrics.ts')).makeMetrics(opened, version, metricsPort)
  const store = metrics?.store ?? opened
  if (config.jwtSecret === null) makeDataDir(config.dataDir)
  const secret = config.jwtSecret ?? keptSecret(config.dataDir)
  const tokens = makeTokens({ secret })
  const redis =
    config.redisUrl === null ? null : stack.use(await openRedis({ url: config.redisUrl, secret, say: (line) => log.warn(line) }))
  const local = makeLocalLimits(now)
  const counted = redis === null ? local : makeSharedLimits({ redis, local })
  const limits = config.rateLimit ? counted : noLimits
  const hashForLog = makeKeyedHash(secret, 'log')
  const accounts = {
    ...tokens,
    ...makePasswords({ rounds: config.bcryptRounds }),
    trySignIn: trySignIn(limits, ({ email, address }, code) =>
      log.info({ code, account: hashForLog(email), address: hashForLog(address) }, 'a sign-in is refused'),
    ),
    tryRegister: tryRegister(limits),
    hashPlace: makeKeyedHash(secret, 'known places'),
  }
  const processId = randomUUID()
  const isShared = config.mongo !== null
  const clientOrigin = makeClientOrigin(config)
  const dist = options.dist ?? join(here, '../../web/dist')
  const pages = makePages(dist, config, clientOrigin, (token) => tokens.verifyToken(token, now())?.role ?? null)
  if (!pages.isBuilt) log.warn('The web app is not built: run “npm run build”, then start again. The API is served.')

  const turns = makeTurns(log)
  const countOutside = makeOutsideRate({ clientOrigin, limits, verify: (token) => tokens.verifyToken(token, now()) })
  const app = stack.adopt(
    await makeApp({
      clientOrigin,
      corsOrigins: config.corsOrigins,
      pages,
      log,
      turns,
      countOutside,
      ...(requestTimeoutMs && { requestTimeoutMs }),
    }),
    (it) => it.close(),
  )
  metrics?.watchRequests(app)
  const authenticate = makeAuthenticate(store, (token) => tokens.verifyToken(token, now()), now)
  const { corsOrigins, rateLimit } = config
  const gateway = makeGateway({
    httpServer: app.server,
    clientOrigin,
    corsOrigins,
    authenticate,
    countOutside,
    store,
    rateLimit,
    processId,
    isShared,
    redis,
    ...(connectTimeoutMs && { connectTimeoutMs }),
    now,
    log,
  })
  // Whatever serves requests, the sockets' own included, is attached by now.
  turns.hold(app.server)
  const cutMs = 2 * (requestTimeoutMs ?? REQUEST_TIMEOUT_MS)
  const lookForUnread = makeUnreadWatch(app.server, { log, cutMs })
  const unread = every(
    cutMs / 30,
    () => Promise.resolve(lookForUnread()),
    (error) => log.error({ err: error }, 'unread'),
  )
  stack.defer(() => unread.stop())
  const { emit } = gateway
  const presence = trackPresence({ store, processId, now, emit })

  metrics?.watchSockets(gateway.count)
  const untimed = makeAnnounce({ emit, closeLogin: gateway.closeLogin })
  const announce = metrics?.announce(untimed) ?? untimed
  const { newId, follow } = makeIds(now)
  if (!isShared) {
    // Later than whatever was written before this start, though the clock may have been set back since.
    const [last] = await store.find('audit_logs', {}, { by: 'id', order: 'desc', limit: 1 })
    if (last !== undefined) follow(last.id)
  }
  const transactions: Transactions = {
    keyedMutex: makeKeyedMutex(),
    pause: backOff,
    follow: isShared ? follow : null,
    announce(changes) {
      try {
        announce(changes)
      } catch (error) {
        // What is committed stays so; who was not told reads it again.
        log.error({ err: error }, 'announce')
      }
    },
  }
  const ctxOf = (actor: Person | null): Ctx => ({ store, actor, now, newId, transactions })
  const startedAt = now()
  const door = makeRegistrationDoor({ ...config, comesFromAfar: (req) => clientOrigin.comesFromAfar(req), say: (line) => log.warn(line) })
  door.watch(app.server)
  const requestFacts = makeRequestFacts(clientOrigin, door.isOpen)
  const services = { ...accounts, settings: config, takeSignal: takeSignal(limits), takeMove: limits.move }
  const handlers = { ...makeHandlers(services), health: makeHealth({ version, redis, startedAt }) }
  const renewLogin = makeRenewLogin(tokens.issueToken)
  mountRoutes(app, {
    clientOrigin,
    authenticate,
    limits,
    now,
    ctxOf,
    requestFacts,
    handlers,
    renew: ({ person }) => renewLogin(ctxOf(person)),
    seen: (person, callSessionId) => presence.request(person, callSessionId),
  })
  mountDocs(app, version)
  const keep = (): Promise<void> => keepAssets(dist, config.dataDir, now())
  const kept =
    pages.isBuilt &&
    (await keep().then(
      () => true,
      (error: Error) => {
        log.warn(`DATA_DIR: the pages’ files cannot be kept there for pages that are open after an upgrade (${error.message}).`)
        return false
      },
    ))
  const pace = makePace(limits.file)
  await mountPages(app, pages, dist, kept ? keptFolder(config.dataDir) : null, (request) => pace(clientOrigin.address(request.raw)))

  const failed = (what: string) => (error: unknown) => {
    if (isOnlyAway(error)) log.warn(`${what}: the store is away`)
    else log.error({ err: error }, what)
  }
  const system = ctxOf(null)
  // On MongoDB “npm run admin” needs no server, and several may share a data folder.
  if (options.store === undefined && config.mongo === null) {
    const path = adminSocketPath(config.dataDir)
    if (path === null) log.warn('DATA_DIR’s path is too long for admin.sock: “npm run admin” works only while this server is stopped.')
    else stack.use(await openAdminSocket(path, system, failed('admin')))
  }
  await presence.beat()
  gateway.open({
    presence,
    relay: makeRelay(makeSendSignal(services.takeSignal)),
    ctxOf,
  })
  const scraped = metrics === null ? null : stack.use(await metrics.listen(config.host, failed('metrics')))
  if (scraped !== null) log.info({ port: scraped.port }, 'metrics')
  await app.listen({ port: config.port, host: config.host })
  const { port } = app.server.address() as AddressInfo

  const sweep = makeSweep({ startedAt, isAlone: !isShared, timeZone: config.timeZone })
  const sweeper = every(SWEEP_MS, () => sweep(system), failed('sweep'))
  const keeper = kept ? every(KEEP_MS, keep, failed('keep')) : null
  const watchOthers = makeWatch(config.jwtSecret === null, (line) => log.warn(line))
  const beat = async (): Promise<void> => {
    await presence.beat()
    if (isShared) watchOthers(await peerProcesses(store, processId, now()))
  }
  const heart = every(BEAT_MS, beat, failed('beat'))
  stack.defer(async () => {
    await Promise.all([sweeper.stop(), heart.stop(), keeper?.stop()])
    gateway.close()
    await presence.settled()
    // A connection whose last request ends after the stop began would otherwise be kept for the next one.
    const idle = setInterval(() => app.server.closeIdleConnections(), 50)
    const last = setTimeout(() => app.server.closeAllConnections(), FINISH_MS)
    app.server.once('close', () => {
      clearInterval(idle)
      clearTimeout(last)
    })
  })
  const running = stack.move()
  return {
    port,
    metricsPort: scraped?.port ?? null,
    url: config.publicOrigin ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
