import { isOpen, rooms, type ServerToClient } from '@medconsult/contract'
import type { Logger } from 'pino'
import { every } from '../core/every.ts'
import type { Emit, EventSink } from '../core/event-bus.ts'
import type { IsIdle } from '../core/idle.ts'
import type { Ctx, Person } from '../core/use-case.ts'
import type { Authenticate } from '../http/authenticate.ts'
import { codeOf } from '../http/problem.ts'
import type { Presence } from '../presence/track-presence.ts'
import type { Store } from '../store/store.ts'
import { listenToClient, makeEventRate } from './client-events.ts'
import { makeHandshake } from './handshake.ts'
import { makePacketRate } from './packet-rate.ts'
import type { Relay } from './relay.ts'
import { makeSocketServer, type SocketServerOptions } from './socket-server.ts'
import { closeFor, closeRoomFor, type AppServer, type AppSocket } from './socket.ts'
import { makeStaleSockets } from './stale-sockets.ts'
import { makeUserSockets } from './user-sockets.ts'

export interface GatewayOptions extends SocketServerOptions {
  readonly authenticate: Authenticate
  readonly store: Store
  readonly rateLimit: boolean
  readonly processId: string
  readonly now: () => Date
  readonly log: Logger
  readonly presence: Presence
  readonly ctxOf: (person: Person) => Ctx
  readonly relay: Relay
  readonly isIdle: IsIdle
}

const CHECK_SOCKETS_MS = 2000
const CHECK_LOGINS_MS = 5000

/** Events go to the sockets of all processes. */
export interface Gateway extends EventSink {
  /** Notifies this process's sockets, current and future, whether events of other processes may be missing. */
  readonly announceDelivery: (whole: boolean) => void
  /** The number of signed-in sockets of this process. */
  readonly count: () => number
  close(): void
}

/** Delivers events to sockets and receives theirs: which rooms a socket joins first, and when it is closed. */
export function makeGateway(options: GatewayOptions): Gateway {
  const { redis, processId, store, rateLimit, now, log, presence, ctxOf, relay } = options
  let [whole, closing] = [true, false]
  const packetRate = rateLimit ? makePacketRate(log) : null
  const eventRate = rateLimit ? makeEventRate() : () => undefined
  const io = makeSocketServer(options, packetRate, () => closing)
  const users = makeUserSockets({ io, redis, processId, store, now })
  const stale = makeStaleSockets(io, options)
  const isCallOpen = async (id: string): Promise<boolean> => {
    const call = await store.get('call_sessions', id)
    return call !== null && isOpen(call.status)
  }
  const handshake = makeHandshake({ ...options, isCallOpen, eventRate })
  // oxlint-disable-next-line promise/no-callback-in-promise -- Socket.IO's middleware knows callbacks only
  io.use((socket, next) => void handshake(socket).then(next))

  io.on('connection', (socket) => {
    const { person, callSessionId, endsAt } = socket.data.principal
    // A guest hears of their own schedule from the start, so that one who came early hears of the opening, and of no other.
    const listed = person.scheduleId === null ? rooms.browsing : rooms.schedule(person.scheduleId)
    const own = callSessionId === null ? [rooms.user(person.userId), rooms.role(person.role), listed] : []
    void socket.join([rooms.login(person.loginId), rooms.socketsOf(person.userId), ...own])
    packetRate?.signedIn(socket.conn, person.loginId)
    users.add(socket)
    if (!whole) socket.emit('delivery_changed', { whole })
    stale.closeIfRevoked(socket).catch((error: unknown) => log.warn({ code: codeOf(error) }, 'a socket’s login could not be looked at'))
    presence.socket(person, 1)
    const end = closeAt(endsAt, socket, now())
    listenToClient(socket, { presence, ctx: ctxOf(person), relay, eventRate, log })
    socket.on('disconnect', () => {
      clearTimeout(end)
      users.remove(socket)
      for (const [callSessionId, side] of socket.data.calls) presence.inCall(callSessionId, side, -1)
      presence.socket(person, -1)
      // A client that leaves Socket.IO but stays connected would belong to nobody.
      socket.conn.close()
    })
  })

  const failed = (error: unknown): void => log.warn({ code: codeOf(error) }, 'the sockets’ logins could not be looked at')
  const checkSockets = async (): Promise<void> => {
    stale.dropUnread()
    await stale.closeEnded()
    await stale.closeGuests()
    if (!whole) await stale.closeRevoked()
  }
  const timers = [every(CHECK_SOCKETS_MS, checkSockets, failed), every(CHECK_LOGINS_MS, () => stale.closeRevoked(), failed)]

  return {
    emit: emitOn(io),
    closeLogin: (loginId, reason) => closeLogin(io, loginId, reason, redis !== null),
    announceDelivery(now) {
      whole = now
      io.local.emit('delivery_changed', { whole })
    },
    count: () => io.sockets.sockets.size,
    close() {
      closing = true
      for (const timer of timers) void timer.stop()
      // The transport is closed rather than the socket: the page connects again by itself.
      for (const socket of io.sockets.sockets.values()) socket.conn.close()
      io.engine.close()
    },
  }
}

/** The client reconnects on its own, with its newer login. */
const closeAt = (ms: number, socket: AppSocket, now: Date): NodeJS.Timeout =>
  setTimeout(() => socket.conn.close(), Math.min(Math.max(0, ms - now.getTime()), 2 ** 31 - 1)).unref()

/** Other processes receive only emits to a single room: one emit per room, excluding sockets that an earlier one reached. */
export const emitOn =
  (io: Pick<AppServer, 'to'>): Emit =>
  (event, payload, to, except = []) => {
    const data = [payload] as Parameters<ServerToClient[typeof event]>
    for (const [n, room] of to.entries())
      io.to(room)
        .except([...except, ...to.slice(0, n)])
        .emit(event, ...data)
  }

function closeLogin(io: AppServer, loginId: string, reason: 'revoked' | 'moved', elsewhere: boolean): void {
  for (const id of io.sockets.adapter.rooms.get(rooms.login(loginId)) ?? []) {
    const socket = io.sockets.sockets.get(id)
    if (socket) closeFor(reason, socket)
  }
  if (elsewhere) closeRoomFor(reason, io, rooms.login(loginId))
}
