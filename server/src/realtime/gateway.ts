import type { Server as HttpServer } from 'node:http'
import {
  isOpen,
  openStatuses,
  PING_SECONDS,
  rooms,
  SOCKET_PATH,
  type ClientToServer,
  type ServerToClient,
  type Side,
} from '@medconsult/contract'
import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'
import { every } from '../core/every.ts'
import type { Authenticate, Session } from '../http/authenticate.ts'
import { codeOf } from '../http/problem.ts'
import type { CountOutside } from '../http/outside-rate.ts'
import type { ClientOrigin } from '../http/client-origin.ts'
import { inChunks } from '../core/in-chunks.ts'
import type { Redis } from '../cluster/redis.ts'
import type { Store } from '../store/store.ts'
import type { Ctx, Person } from '../core/use-case.ts'
import type { Emit, EventSink } from '../core/event-bus.ts'
import { makeSocketQuota } from '../cluster/socket-quota.ts'
import { cut, wireOf } from './cut.ts'
import { guardEngine, refuseUpgrade } from './engine-guard.ts'
import { isJsonp, makeHandshake } from './handshake.ts'
import { listenToClient, makeEventRate } from './client-events.ts'
import { makePacketRate } from './packet-rate.ts'
import type { Presence } from '../presence/track-presence.ts'
import { makeEventsAdapter } from '../cluster/events-adapter.ts'
import type { Relay } from './relay.ts'
import { makeWebSocketServer } from './websocket-server.ts'

/** What a socket carries: whose it is, until when, and the calls it is in. */
export interface SocketData {
  session: Session
  readonly calls: Map<string, Side>
}

export type AppSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>
type AppServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>

export interface GatewayOptions {
  readonly httpServer: HttpServer
  readonly clientOrigin: ClientOrigin
  readonly corsOrigins: readonly string[]
  readonly authenticate: Authenticate
  readonly countOutside: CountOutside
  readonly store: Store
  readonly rateLimit: boolean
  /** A connection on which nobody has signed in by then is closed. */
  readonly connectTimeoutMs?: number
  readonly processId: string
  /** Other processes may serve the same store: whoever connects may meet another one with each request. */
  readonly isShared: boolean
  /** What joins this process with others; null: it tells its own sockets only. */
  readonly redis: Redis | null
  readonly now: () => Date
  readonly log: Logger
  readonly presence: Presence
  readonly ctxOf: (person: Person) => Ctx
  readonly relay: Relay
}

const MAX_FRAME_BYTES = 128 * 1024
const CONNECT_TIMEOUT_MS = 4000
const SOCKETS_A_USER = 8
/** A reader who is so far behind is dropped; it reconnects and reads again. */
const MAX_UNREAD_BYTES = 1024 * 1024
const MAX_UNREAD_PACKETS = 2000
const LOOK_AROUND_MS = 2000
const LOOK_AT_LOGINS_MS = 5000
const CROWD_BEAT_MS = 5000

/** Events go to the sockets of all processes. */
export interface Gateway extends EventSink {
  /** Tells this process's sockets whether events of other processes may be missing, now and as they come. */
  readonly tellDelivery: (whole: boolean) => void
  /** Sockets of this process that somebody has signed in on. */
  readonly count: () => number
  close(): void
}

/** Socket.IO on the server's own port: who may connect, whose rooms a socket is in from the start, and when it is closed. */
export function makeGateway(options: GatewayOptions): Gateway {
  const { httpServer, clientOrigin, corsOrigins, authenticate, store, rateLimit, redis, now, log, presence, ctxOf, relay } = options
  const packetRate = rateLimit ? makePacketRate(log) : null
  const io: AppServer = new Server(httpServer, {
    path: SOCKET_PATH,
    serveClient: false,
    pingInterval: PING_SECONDS * 1000,
    pingTimeout: PING_SECONDS * 1000,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    connectTimeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    destroyUpgrade: false,
    wsEngine: makeWebSocketServer(packetRate?.watchWire ?? null),
    // The requests of a socket that polls could each reach another process, which does not know it.
    ...(options.isShared ? { transports: ['websocket'] } : {}),
    ...(redis === null ? {} : { adapter: makeEventsAdapter(redis) }),
    ...(corsOrigins.length > 0 ? { cors: { origin: [...corsOrigins], credentials: true } } : {}),
    allowRequest: (req, decide) => {
      const isForeign = req.headers.origin !== undefined && !clientOrigin.isOurs(req, req.headers.origin)
      // Engine.IO refuses every upgrade with 400.
      if (isForeign && req.headers.upgrade !== undefined) refuseUpgrade(req.socket, clientOrigin.foreignOrigin())
      else decide(null, !closing && !isJsonp(req) && !isForeign)
    },
  })
  guardEngine(io, httpServer, options.countOutside)
  const byUser = new Map<string, Set<AppSocket>>()
  let whole = true
  let closing = false
  const socketQuota = redis === null ? null : makeSocketQuota(redis, options.processId, SOCKETS_A_USER)
  const timers: ReturnType<typeof every>[] = []

  const closeSaying = (socket: AppSocket, reason: 'revoked' | 'too_many' | 'ended'): void => {
    socket.emit('session_closed', { reason })
    socket.disconnect(true)
  }
  const closeLogin = (loginId: string): void => {
    for (const id of io.sockets.adapter.rooms.get(rooms.login(loginId)) ?? []) {
      const socket = io.sockets.sockets.get(id)
      if (socket) closeSaying(socket, 'revoked')
    }
    if (redis !== null) closeElsewhere(rooms.login(loginId), 'revoked')
  }
  /** The sockets in a room of other processes. */
  const closeElsewhere = (room: string, reason: 'revoked' | 'too_many'): void => {
    io.in(room).emit('session_closed', { reason })
    io.in(room).disconnectSockets(true)
  }
  const closeOne = (socketId: string): void => {
    const socket = io.sockets.sockets.get(socketId)
    if (socket) closeSaying(socket, 'too_many')
    else closeElsewhere(socketId, 'too_many')
  }
  const count = async (socket: AppSocket): Promise<void> => {
    if (socketQuota === null || !socket.connected) return
    const { userId } = socket.data.session.person
    for (const id of await socketQuota.came(userId, socket.id, Date.now() - socket.handshake.issued)) closeOne(id)
  }
  redis?.onChange((ready) => {
    if (ready) for (const socket of io.sockets.sockets.values()) void count(socket)
  })

  io.engine.on('connection', (conn: AppSocket['conn']) => packetRate?.watchPolls(conn))
  const eventRate = rateLimit ? makeEventRate() : () => undefined
  const isCallOpen = async (id: string): Promise<boolean> => {
    const call = await store.get('call_sessions', id)
    return call !== null && isOpen(call.status)
  }
  const handshake = makeHandshake({ clientOrigin, authenticate, isCallOpen, eventRate, log })
  // oxlint-disable-next-line promise/no-callback-in-promise -- Socket.IO's middleware knows callbacks only
  io.use((socket, next) => void handshake(socket).then(next))

  function welcome(socket: AppSocket): void {
    const { person, callSessionId, endsAt } = socket.data.session
    const own = callSessionId === null ? [rooms.user(person.userId), rooms.role(person.role), rooms.browsing] : []
    void socket.join([rooms.login(person.loginId), rooms.socketsOf(person.userId), ...own])
    packetRate?.signedIn(socket.conn, person.loginId)
    const sockets = byUser.get(person.userId) ?? new Set()
    byUser.set(person.userId, sockets.add(socket))
    const [oldest] = sockets
    if (sockets.size > SOCKETS_A_USER && oldest) closeSaying(oldest, 'too_many')
    if (!whole) socket.emit('delivery_changed', { whole })
    void count(socket)
    void closeIfEnded(socket).catch((error: unknown) => log.warn({ code: codeOf(error) }, 'a socket’s login could not be looked at'))
    presence.socket(person, 1)
    // The client connects again by itself and shows its newer login.
    const end = setTimeout(() => socket.conn.close(), Math.min(Math.max(0, endsAt - now().getTime()), 2 ** 31 - 1)).unref()
    listenToClient(socket, { presence, ctx: ctxOf(person), relay, eventRate, log })
    socket.on('disconnect', () => {
      clearTimeout(end)
      sockets.delete(socket)
      if (sockets.size === 0) byUser.delete(person.userId)
      socketQuota?.went(person.userId, socket.id)
      for (const [callSessionId, side] of socket.data.calls) presence.inCall(callSessionId, side, -1)
      presence.socket(person, -1)
      // Who said good-bye and stays connected would be nobody.
      socket.conn.close()
    })
  }

  /** A login that ended while its socket was let in found no socket to close. */
  async function closeIfEnded(socket: AppSocket): Promise<void> {
    const login = await store.get('logins', socket.data.session.person.loginId)
    if (login?.status !== 'OPEN') closeSaying(socket, 'revoked')
  }

  /** Closes the sockets that do not read what they are sent, those of ended calls, and what events may not tell. */
  async function lookAround(): Promise<void> {
    for (const socket of io.sockets.sockets.values()) {
      if (!isBehind(socket)) continue
      log.info('a socket that does not read is dropped')
      cut(socket.conn)
    }
    await closeEnded()
    if (!whole) await closeRevoked()
  }

  /** Logins that another process has ended, and told or not. */
  async function closeRevoked(): Promise<void> {
    const logins = Map.groupBy(io.sockets.sockets.values(), (socket) => socket.data.session.person.loginId)
    for (const ids of inChunks([...logins.keys()])) {
      const open = await store.find('logins', { id: { in: ids }, status: 'OPEN' })
      const left = new Set(ids).difference(new Set(open.map(({ id }) => id)))
      for (const id of left) for (const socket of logins.get(id) ?? []) closeSaying(socket, 'revoked')
    }
  }

  /** A call's token is dead with its call. */
  async function closeEnded(): Promise<void> {
    const sockets = [...io.sockets.sockets.values()].filter((socket) => callOf(socket) !== null)
    for (const ids of inChunks([...new Set(sockets.map((socket) => callOf(socket)!))])) {
      const open = await store.find('call_sessions', { id: { in: ids }, status: { in: openStatuses } })
      const ended = new Set(ids).difference(new Set(open.map(({ id }) => id)))
      for (const socket of sockets) if (ended.has(callOf(socket)!)) closeSaying(socket, 'ended')
    }
  }

  /** Other processes get only what is emitted to one room: one emit each, without those who have heard it by an earlier one. */
  const emit: Emit = (event, payload, to, except = []) => {
    const data = [payload] as Parameters<ServerToClient[typeof event]>
    for (const [n, room] of to.entries())
      io.to(room)
        .except([...except, ...to.slice(0, n)])
        .emit(event, ...data)
  }

  io.on('connection', welcome)
  const failed = (error: unknown): void => log.warn({ code: codeOf(error) }, 'the sockets’ logins could not be looked at')
  timers.push(every(LOOK_AROUND_MS, lookAround, failed))
  if (options.isShared) timers.push(every(LOOK_AT_LOGINS_MS, closeRevoked, failed))
  if (socketQuota !== null) timers.push(every(CROWD_BEAT_MS, socketQuota.beat, () => undefined))

  return {
    closeLogin,
    tellDelivery(now) {
      whole = now
      io.local.emit('delivery_changed', { whole })
    },
    count: () => io.sockets.sockets.size,
    emit,
    close() {
      closing = true
      for (const timer of timers) void timer.stop()
      // The transport is closed rather than the socket: the page connects again by itself.
      for (const socket of io.sockets.sockets.values()) socket.conn.close()
      io.engine.close()
    },
  }
}

/** The one call that a socket may know of; null: all that is its person's. */
const callOf = (socket: AppSocket): string | null => socket.data.session.callSessionId

/** Whether a reader has let more pile up than a live page ever would. */
function isBehind(socket: AppSocket): boolean {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly { data?: { length: number } }[] }
  const waiting = writeBuffer.reduce((bytes, { data }) => bytes + (data?.length ?? 0), 0)
  return writeBuffer.length > MAX_UNREAD_PACKETS || waiting + (wireOf(socket.conn.transport)?.bufferedAmount ?? 0) > MAX_UNREAD_BYTES
}
