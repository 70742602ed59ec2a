import type { Server as HttpServer } from 'node:http'
import { PING_SECONDS, SOCKET_PATH } from '@medconsult/contract'
import { Server } from 'socket.io'
import { makeEventsAdapter } from '../cluster/events-adapter.ts'
import type { Redis } from '../cluster/redis.ts'
import type { ClientOrigin } from '../http/client-origin.ts'
import type { CountUnguarded } from '../http/unguarded-rate.ts'
import { guardEngine, refuseUpgrade } from './engine-guard.ts'
import { isJsonp } from './handshake.ts'
import type { PacketRate } from './packet-rate.ts'
import type { AppServer } from './socket.ts'
import { makeWebSocketServer } from './websocket-server.ts'

export interface SocketServerOptions {
  readonly httpServer: HttpServer
  readonly clientOrigin: ClientOrigin
  readonly corsOrigins: readonly string[]
  readonly countUnguarded: CountUnguarded
  /** A connection on which nobody has signed in by then is closed. */
  readonly connectTimeoutMs?: number
  /** Other processes may serve the same store: each request of a client may reach another one. */
  readonly isShared: boolean
  /** Joins this process with others; null: it emits to its own sockets only. */
  readonly redis: Redis | null
  /** Receives a line about messages from Redis that were dropped. */
  readonly say: (line: string) => void
}

const MAX_FRAME_BYTES = 128 * 1024
const CONNECT_TIMEOUT_MS = 4000

/** Socket.IO on the server's own port: who may connect at all, and how. `isClosing`: nobody any more. */
export function makeSocketServer(
  {
    httpServer,
    clientOrigin,
    corsOrigins,
    countUnguarded,
    connectTimeoutMs = CONNECT_TIMEOUT_MS,
    isShared,
    redis,
    say,
  }: SocketServerOptions,
  packetRate: PacketRate | null,
  isClosing: () => boolean,
): AppServer {
  const io: AppServer = new Server(httpServer, {
    path: SOCKET_PATH,
    serveClient: false,
    pingInterval: PING_SECONDS * 1000,
    pingTimeout: PING_SECONDS * 1000,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    connectTimeout: connectTimeoutMs,
    destroyUpgrade: false,
    wsEngine: makeWebSocketServer(packetRate?.watchUpgrade ?? null),
    // The requests of a socket that polls could each reach another process, which does not know it.
    ...(isShared ? { transports: ['websocket'] } : {}),
    ...(redis === null ? {} : { adapter: makeEventsAdapter(redis, say) }),
    ...(corsOrigins.length > 0 ? { cors: { origin: [...corsOrigins], credentials: true } } : {}),
    allowRequest: (req, decide) => {
      const isForeign = req.headers.origin !== undefined && !clientOrigin.isOurs(req, req.headers.origin)
      // Engine.IO refuses every upgrade with 400.
      if (isForeign && req.headers.upgrade !== undefined) refuseUpgrade(req.socket, clientOrigin.foreignOrigin())
      else decide(null, !isClosing() && !isJsonp(req) && !isForeign)
    },
  })
  guardEngine(io, httpServer, countUnguarded)
  io.engine.on('connection', (conn) => packetRate?.watchPolls(conn))
  return io
}
