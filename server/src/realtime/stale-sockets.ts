import { openStatuses, type Role } from '@medconsult/contract'
import type { Logger } from 'pino'
import { isGuestTimeOver } from '../core/guest-time.ts'
import type { IsIdle } from '../core/idle.ts'
import { inChunks } from './in-chunks.ts'
import type { Store } from '../store/store.ts'
import { cut, websocketOf } from './cut.ts'
import { closeFor, type AppServer, type AppSocket } from './socket.ts'

/** A reader who is so far behind is dropped; it reconnects and reads again. */
const MAX_UNREAD_BYTES = 1024 * 1024
const MAX_UNREAD_PACKETS = 2000

/** The one call that a socket may know of; null: all that is its person's. */
const callOf = (socket: AppSocket): string | null => socket.data.principal.callSessionId

/** The only schedule of a guest's socket; null: an account's. */
const scheduleOf = (socket: AppSocket): string | null => socket.data.principal.person.scheduleId

/** Whether a reader has let more pile up than a live page ever would. */
function isBehind(socket: AppSocket): boolean {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly { data?: { length: number } }[] }
  const waiting = writeBuffer.reduce((bytes, { data }) => bytes + (data?.length ?? 0), 0)
  return writeBuffer.length > MAX_UNREAD_PACKETS || waiting + (websocketOf(socket.conn.transport)?.bufferedAmount ?? 0) > MAX_UNREAD_BYTES
}

const roleOf = ([socket]: readonly AppSocket[]): Role => socket!.data.principal.person.role

interface StaleSocketsOptions {
  readonly store: Store
  readonly log: Logger
  readonly now: () => Date
  readonly isIdle: IsIdle
}

/** Closes the sockets of this process that should be no more. */
export function makeStaleSockets(io: AppServer, { store, log, now, isIdle }: StaleSocketsOptions) {
  return {
    /** Those that do not read what they are sent. */
    dropUnread(): void {
      for (const socket of io.sockets.sockets.values()) {
        if (!isBehind(socket)) continue
        log.info('a socket that does not read is dropped')
        cut(socket.conn)
      }
    },
    /** One whose login ended during the handshake: there was no socket to close yet. */
    async closeIfRevoked(socket: AppSocket): Promise<void> {
      const login = await store.get('logins', socket.data.principal.person.loginId)
      if (login?.status !== 'OPEN') closeFor('revoked', socket)
    },
    /** Those of logins that another process has ended, whether or not its event came, or that nobody has used for too long. */
    async closeRevoked(): Promise<void> {
      const logins = Map.groupBy(io.sockets.sockets.values(), (socket) => socket.data.principal.person.loginId)
      for (const ids of inChunks([...logins.keys()])) {
        const open = await store.find('logins', { id: { in: ids }, status: 'OPEN' })
        const used = await Promise.all(open.map(async (login) => !(await isIdle(login, roleOf(logins.get(login.id)!), now()))))
        const left = new Set(ids).difference(new Set(open.filter((_, n) => used[n]).map(({ id }) => id)))
        for (const id of left) for (const socket of logins.get(id) ?? []) closeFor('revoked', socket)
      }
    },
    /** Those of guests whose practice has been over for too long. */
    async closeGuests(): Promise<void> {
      const guests = [...io.sockets.sockets.values()].filter((socket) => scheduleOf(socket) !== null)
      for (const ids of inChunks([...new Set(guests.map((socket) => scheduleOf(socket)!))])) {
        const schedules = await store.find('schedules', { id: { in: ids } })
        const over = new Set(schedules.filter((schedule) => isGuestTimeOver(schedule, now())).map(({ id }) => id))
        for (const socket of guests) if (over.has(scheduleOf(socket)!)) closeFor('revoked', socket)
      }
    },
    /** Those with the token of a call that has ended. */
    async closeEnded(): Promise<void> {
      const sockets = [...io.sockets.sockets.values()].filter((socket) => callOf(socket) !== null)
      for (const ids of inChunks([...new Set(sockets.map((socket) => callOf(socket)!))])) {
        const open = await store.find('call_sessions', { id: { in: ids }, status: { in: openStatuses } })
        const ended = new Set(ids).difference(new Set(open.map(({ id }) => id)))
        for (const socket of sockets) if (ended.has(callOf(socket)!)) closeFor('ended', socket)
      }
    },
  }
}
