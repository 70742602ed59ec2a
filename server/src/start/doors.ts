import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { makeSendSignal } from '../calls/signals/send-signal.ts'
import { makeRenewLogin } from '../accounts/renew-login.ts'
import { adminSocketPath, openAdminSocket } from '../admin/socket.ts'
import { clinicOf, readClinic } from '../clinic/read-clinic.ts'
import { makeHandlers } from '../handlers.ts'
import { makeHealth } from '../http/health.ts'
import { makeApp, REQUEST_TIMEOUT_MS } from '../http/app.ts'
import { mountDocs } from '../http/documents/docs.ts'
import { mountRoutes, type MountOptions } from '../http/mount.ts'
import { makeRequestFacts } from '../http/request-facts.ts'
import { openKeptAssets } from '../http/pages/kept-assets.ts'
import { makeUnguardedRate } from '../http/unguarded-rate.ts'
import { makePageClinic } from '../http/pages/page-clinic.ts'
import { makePages, mountPages } from '../http/pages/pages.ts'
import { makeClientOrigin, type ClientOrigin } from '../http/client-origin.ts'
import { drain } from '../http/connections/drain.ts'
import { makeTurns } from '../http/connections/turns.ts'
import { makeUnreadWatch } from '../http/connections/unread.ts'
import { makePace } from '../limits/pace.ts'
import { makeGateway, type Gateway, type GatewayOptions } from '../realtime/gateway.ts'
import { makeRelay } from '../realtime/relay.ts'
import { makeRegistrationDoor } from '../accounts/registration-door.ts'
import type { RequestFacts } from '../core/use-case.ts'
import type { Start } from './start.ts'
import type { Stores } from './stores.ts'
import type { Work } from './work.ts'

/** Requests under way may take so long when the server stops. */
const FINISH_MS = 8000
const DIST = join(import.meta.dirname, '../../../web/dist')

export type Doors = Awaited<ReturnType<typeof openDoors>>

/** HTTP, sockets, the operator's commands and the metrics; open for requests once this resolves. */
export async function openDoors(start: Start, stores: Stores, work: Work) {
  const { config, options, log, stack, failed } = start
  const { metrics } = stores
  const clientOrigin = makeClientOrigin(config)
  const turns = makeTurns(log)
  const countUnguarded = makeUnguardedRate({ clientOrigin, limits: work.limits, verify: work.verify })
  const dist = options.dist ?? DIST
  const { channels } = work.services
  const clinic = makePageClinic(() => readClinic(stores.store, config), clinicOf(null, config))
  const roleOf = (token: string) => work.verify(token)?.role ?? null
  const pages = makePages({ dist, timeZone: config.timeZone, channels, clinic, clientOrigin, roleOf })
  if (!pages.isBuilt) log.warn('The web app is not built: run “npm run build”, then start again. The API is served.')
  const { corsOrigins } = config
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = options
  const app = stack.adopt(await makeApp({ clientOrigin, corsOrigins, pages, log, turns, countUnguarded, requestTimeoutMs }), (it) =>
    it.close(),
  )
  metrics?.watchRequests(app)
  const door = makeRegistrationDoor({ ...config, comesFromAfar: (req) => clientOrigin.comesFromAfar(req), say: (line) => log.warn(line) })
  mountApi(app, start, stores, work, { clientOrigin, requestFacts: makeRequestFacts(clientOrigin, door.isOpen) })
  const kept = pages.isBuilt ? await openKeptAssets(dist, config.dataDir, start.now, (line) => log.warn(line)) : null
  const pace = makePace(work.limits.file)
  await mountPages(app, pages, dist, kept?.folder ?? null, (request) => pace(clientOrigin.address(request.raw)))
  const { announceDelivery } = openGateway(app.server, start, stores, work, { clientOrigin, countUnguarded })
  // Whatever serves requests, the sockets' own included, is attached by now.
  turns.hold(app.server)
  door.watch(app.server)
  const cutMs = 2 * requestTimeoutMs
  const unread = { look: makeUnreadWatch(app.server, { log, cutMs }), everyMs: cutMs / 30 }
  if (options.store === undefined) await openAdmin(start, work)
  await work.presence.beat()
  const scraped = metrics === null ? null : stack.use(await metrics.listen(config.host, failed('metrics')))
  if (scraped !== null) log.info({ port: scraped.port }, 'metrics')
  await app.listen({ port: config.port, host: config.host })
  const { port } = app.server.address() as AddressInfo
  return { port, metricsPort: scraped?.port ?? null, kept, unread, announceDelivery }
}

interface Entrance {
  readonly clientOrigin: ClientOrigin
  readonly requestFacts: (req: IncomingMessage) => RequestFacts
}

function mountApi(app: FastifyInstance, start: Start, { redis }: Stores, work: Work, entrance: Entrance): void {
  const { now, version, startedAt } = start
  const { limits, services, ctxOf, presence, authenticate } = work
  const handlers = { ...makeHandlers(services), health: makeHealth({ version, redis, startedAt }) }
  const renewLogin = makeRenewLogin(services.issueToken)
  const renew: MountOptions['renew'] = ({ person }) => renewLogin(ctxOf(person))
  const seen: MountOptions['seen'] = (person, callSessionId) => presence.request(person, callSessionId)
  mountRoutes(app, { ...entrance, authenticate, limits, now, ctxOf, handlers, renew, seen })
  mountDocs(app, version)
}

/** Sockets, with the events of the bus. Closed before the requests under way are finished. */
function openGateway(
  httpServer: Server,
  start: Start,
  stores: Stores,
  work: Work,
  own: Pick<GatewayOptions, 'clientOrigin' | 'countUnguarded'>,
): Gateway {
  const { config, options, log, now, processId, isShared, stack } = start
  const { bus, presence, services, ctxOf, authenticate } = work
  const { corsOrigins, rateLimit } = config
  const { connectTimeoutMs } = options
  const relay = makeRelay(makeSendSignal(services))
  const gateway = makeGateway({
    ...own,
    ...stores,
    httpServer,
    corsOrigins,
    rateLimit,
    authenticate,
    processId,
    isShared,
    presence,
    ctxOf,
    relay,
    isIdle: services.isIdle,
    now,
    log,
    say: (line) => log.warn(line),
    ...(connectTimeoutMs && { connectTimeoutMs }),
  })
  bus.attach(gateway)
  stores.metrics?.watchSockets(gateway.count)
  stack.defer(async () => {
    gateway.close()
    await presence.settled()
    await presence.end()
    drain(httpServer, FINISH_MS)
  })
  return gateway
}

/** On MongoDB “npm run admin” needs no server, and several may share a data folder. */
async function openAdmin({ config, log, isShared, stack, failed }: Start, { ctxOf, services }: Work): Promise<void> {
  if (isShared) return
  const path = adminSocketPath(config.dataDir)
  if (path === null) log.warn('DATA_DIR’s path is too long for admin.sock: “npm run admin” works only while this server is stopped.')
  else {
    const { channels, linkSecret } = services
    const operator = { ctx: ctxOf(null), defaults: config, mail: channels.mail, publicOrigin: config.publicOrigin, linkSecret }
    stack.use(await openAdminSocket(path, operator, failed('admin')))
  }
}
