import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { PING_SECONDS, rooms, SOCKET_PATH, type ClientToServer, type ServerToClient, type Side } from '@medconsult/contract'
import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'
import { every } from '../every.ts'
import type { Authenticate, Session } from '../http/authenticate.ts'
import { readCookie } from '../http/cookie.ts'
import { codeOf } from '../http/problem.ts'
import { API_HEADERS } from '../http/security-headers.ts'
import type { Edge } from '../http/proxy.ts'
import type { Store } from '../store/store.ts'
import { Refusal, type Ctx, type Person } from '../use-case.ts'
import type { Emit } from './announce.ts'
import { listen } from './listen.ts'
import type { Presence } from './presence.ts'
import type { Relay } from './relay.ts'
import { Wires } from './wires.ts'

/** What a socket carries: whose it is, until when, and the calls it is in. */
export interface SocketData {
  session: Session
  readonly calls: Map<string, Side>
}

export type AppSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>
type AppServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>

export interface GatewayOptions {
  readonly httpServer: HttpServer
  readonly edge: Edge
  readonly corsOrigins: readonly string[]
  readonly authenticate: Authenticate
  readonly store: Store
  readonly rateLimit: boolean
  /** A connection on which nobody has signed in by then is closed. */
  readonly connectTimeoutMs?: number
  readonly now: () => Date
  readonly log: Logger
}

/** What arrives once the rest of the house stands. */
export interface GatewayWork {
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

export interface Gateway {
  readonly emit: Emit
  readonly closeLogin: (loginId: string) => void
  /** Sockets of this process that somebody has signed in on. */
  readonly count: () => number
  /** Begins to serve. */
  open(work: GatewayWork): void
  close(): void
}

/** Socket.IO on the server's own port: who may connect, whose rooms a socket is in from the start, and when it is closed. */
export function makeGateway(options: GatewayOptions): Gateway {
  const { httpServer, edge, corsOrigins, authenticate, store, rateLimit, now, log } = options
  const io: AppServer = new Server(httpServer, {
    path: SOCKET_PATH,
    serveClient: false,
    pingInterval: PING_SECONDS * 1000,
    pingTimeout: PING_SECONDS * 1000,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    connectTimeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    wsEngine: Wires,
    ...(corsOrigins.length > 0 ? { cors: { origin: [...corsOrigins], credentials: true } } : {}),
    allowRequest: (req, decide) =>
      decide(null, !closing && !isJsonp(req) && (req.headers.origin === undefined || edge.isOurs(req, req.headers.origin))),
  })
  io.engine.on('headers', (headers: Record<string, string>) => Object.assign(headers, API_HEADERS))
  const byUser = new Map<string, Set<AppSocket>>()
  let closing = false
  let looking: ReturnType<typeof every> | undefined

  const closeSaying = (socket: AppSocket, reason: 'revoked' | 'too_many'): void => {
    socket.emit('session_closed', { reason })
    socket.disconnect(true)
  }
  const closeLogin = (loginId: string): void => {
    for (const id of io.sockets.adapter.rooms.get(rooms.login(loginId)) ?? []) {
      const socket = io.sockets.sockets.get(id)
      if (socket) closeSaying(socket, 'revoked')
    }
  }

  const asked = new WeakSet<AppSocket['conn']>()
  const letIn = async (socket: AppSocket): Promise<Error | undefined> => {
    // One question a connection: many at once would each be looked up, and each become a socket.
    if (asked.has(socket.conn)) {
      socket.conn.close(true)
      return new Error('asked already')
    }
    asked.add(socket.conn)
    try {
      socket.data = { session: await sessionOf(socket, edge, authenticate), calls: new Map() }
      return undefined
    } catch (error) {
      const code = codeOf(error)
      if (code === 'INTERNAL') log.error({ err: error }, 'handshake')
      return Object.assign(new Error(code), { data: { code } })
    }
  }
  // oxlint-disable-next-line promise/no-callback-in-promise -- Socket.IO's middleware knows callbacks only
  io.use((socket, next) => void letIn(socket).then(next))

  function welcome(socket: AppSocket, { presence, ctxOf, relay }: GatewayWork): void {
    const { person, endsAt } = socket.data.session
    void socket.join([rooms.user(person.userId), rooms.login(person.loginId), rooms.role(person.role)])
    const own = byUser.get(person.userId) ?? new Set()
    byUser.set(person.userId, own.add(socket))
    const [oldest] = own
    if (own.size > SOCKETS_A_USER && oldest) closeSaying(oldest, 'too_many')
    presence.socket(person, 1)
    // The client connects again by itself and shows its newer login.
    const end = setTimeout(() => socket.conn.close(), Math.min(Math.max(0, endsAt - now().getTime()), 2 ** 31 - 1)).unref()
    listen(socket, { presence, ctx: ctxOf(person), relay, rateLimit, log })
    socket.on('disconnect', () => {
      clearTimeout(end)
      own.delete(socket)
      if (own.size === 0) byUser.delete(person.userId)
      for (const [callSessionId, side] of socket.data.calls) presence.inCall(callSessionId, side, -1)
      presence.socket(person, -1)
      // Who said good-bye and stays connected would be nobody.
      socket.conn.close()
    })
  }

  /** Closes the sockets of logins that were ended elsewhere, and those that do not read what they are sent. */
  async function lookAround(): Promise<void> {
    const logins = new Map<string, AppSocket[]>()
    for (const socket of io.sockets.sockets.values()) {
      if (isBehind(socket)) {
        log.info('a socket that does not read is dropped')
        // No closing handshake: it would wait for the reader, with everything that is piled up.
        wireOf(socket)?.terminate()
        socket.conn.close(true)
      } else logins.set(socket.data.session.person.loginId, [...(logins.get(socket.data.session.person.loginId) ?? []), socket])
    }
    for (const [loginId, sockets] of logins) {
      const login = await store.get('logins', loginId)
      if (login?.status !== 'OPEN') for (const socket of sockets) closeSaying(socket, 'revoked')
    }
  }

  return {
    closeLogin,
    count: () => io.sockets.sockets.size,
    emit: (event, payload, to, except) => {
      const target = to === 'everyone' ? io : io.to([...to])
      const others = except === undefined ? target : target.except(except)
      others.emit(event, ...([payload] as Parameters<ServerToClient[typeof event]>))
    },
    open(work) {
      io.on('connection', (socket) => welcome(socket, work))
      looking = every(LOOK_AROUND_MS, lookAround, (error) =>
        log.warn({ code: codeOf(error) }, 'the sockets’ logins could not be looked at'),
      )
    },
    close() {
      closing = true
      void looking?.stop()
      // The transport is closed rather than the socket: the page connects again by itself.
      for (const socket of io.sockets.sockets.values()) socket.conn.close()
      io.engine.close()
    },
  }
}

/** No Origin: the cookie does not count, only `auth.token`. Throws a `Refusal`. */
async function sessionOf(socket: AppSocket, edge: Edge, authenticate: Authenticate): Promise<Session> {
  const req = socket.request
  const { token: offered } = socket.handshake.auth as { token?: unknown }
  const given = typeof offered === 'string' && offered !== '' ? offered : null
  const token = given ?? (req.headers.origin === undefined ? null : readCookie(req.headers.cookie, edge.isSecure(req)))
  const session = token === null ? null : await authenticate(token)
  if (session === null) throw new Refusal('UNAUTHENTICATED')
  if (session.person.status !== 'ACTIVE') throw new Refusal('NOT_APPROVED')
  return session
}

/** Answers wrapped as a script are for browsers that no longer exist, and readable across sites. */
const isJsonp = (req: IncomingMessage): boolean => new URLSearchParams(req.url?.split('?')[1]).has('j')

interface Wire {
  readonly bufferedAmount: number
  terminate(): void
}

/** The websocket below a socket; undefined while it polls. */
const wireOf = ({ conn }: AppSocket): Wire | undefined => (conn.transport as unknown as { socket?: Wire }).socket

/** Whether a reader has let more pile up than a live page ever would. */
function isBehind(socket: AppSocket): boolean {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly { data?: { length: number } }[] }
  const waiting = writeBuffer.reduce((bytes, { data }) => bytes + (data?.length ?? 0), 0)
  return writeBuffer.length > MAX_UNREAD_PACKETS || waiting + (wireOf(socket)?.bufferedAmount ?? 0) > MAX_UNREAD_BYTES
}
