import type { Redis } from '../cluster/redis.ts'
import { makeSocketQuota } from '../cluster/socket-quota.ts'
import { beatingProcesses } from '../presence/who-is-present.ts'
import type { Store } from '../store/store.ts'
import { closeFor, closeRoomFor, type AppServer, type AppSocket } from './socket.ts'

const SOCKETS_A_USER = 8

interface UserSocketsOptions {
  readonly io: AppServer
  readonly redis: Redis | null
  readonly processId: string
  readonly store: Store
  readonly now: () => Date
}

const userOf = (socket: AppSocket): string => socket.data.principal.person.userId

/** The sockets of each user: with the ninth the oldest is closed, also where it is on another process. */
export function makeUserSockets({ io, redis, processId, store, now }: UserSocketsOptions) {
  const byUser = new Map<string, Set<AppSocket>>()
  const quota =
    redis === null
      ? null
      : makeSocketQuota({
          redis,
          processId,
          most: SOCKETS_A_USER,
          processes: async () => new Set((await beatingProcesses(store, now())).map(({ id }) => id)),
        })

  const closeOne = (socketId: string): void => {
    const socket = io.sockets.sockets.get(socketId)
    if (socket) closeFor('too_many', socket)
    else closeRoomFor('too_many', io, socketId)
  }
  const count = async (socket: AppSocket): Promise<void> => {
    if (quota === null || !socket.connected) return
    for (const id of await quota.came(userOf(socket), socket.id, socket.handshake.issued)) closeOne(id)
  }
  redis?.onChange((ready) => {
    if (ready) for (const socket of io.sockets.sockets.values()) void count(socket)
  })

  return {
    add(socket: AppSocket): void {
      const sockets = byUser.get(userOf(socket)) ?? new Set()
      byUser.set(userOf(socket), sockets.add(socket))
      const [oldest] = sockets
      if (sockets.size > SOCKETS_A_USER && oldest) closeFor('too_many', oldest)
      void count(socket)
    },
    remove(socket: AppSocket): void {
      const sockets = byUser.get(userOf(socket))
      sockets?.delete(socket)
      if (sockets?.size === 0) byUser.delete(userOf(socket))
      quota?.went(userOf(socket), socket.id)
    },
  }
}
