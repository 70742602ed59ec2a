import { setTimeout as pause } from 'node:timers/promises'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { Redis } from '../redis.ts'

/** Events that a process may be behind. */
const KEPT = 2000
const AFTER_ERROR_MS = 200

/**
 * Socket.IO's adapter over a stream of Redis: what is told in one process reaches the rooms of all. The sockets of this
 * process do not wait for Redis, and what cannot be passed on while it is away is only told here.
 */
export function makeRedisAdapter(redis: Redis, closed: AbortSignal): ReturnType<typeof createAdapter> {
  const never = new Promise<never>(() => undefined)
  // The adapter's own view of a client. Its other channel carries answers from all processes, which nobody here asks for.
  const reader = {
    on: () => undefined,
    connect: () => Promise.resolve(),
    sSubscribe: () => Promise.resolve(),
    subscribe: () => Promise.resolve(),
    disconnect: () => undefined,
    async xRead([stream]: readonly [{ key: string; id: string }]) {
      try {
        const messages = await redis.read(stream.key, stream.id === '$' ? null : stream.id)
        return messages.length === 0 ? null : [{ messages }]
      } catch {
        if (closed.aborted) return never
        await pause(AFTER_ERROR_MS, undefined, { ref: false })
        return null
      }
    },
  }
  const client = {
    sSubscribe: reader.sSubscribe,
    duplicate: () => reader,
    xAdd(stream: string, _id: string, entry: Record<string, string>) {
      redis.append(stream, entry, KEPT).catch(() => undefined)
      return Promise.resolve('')
    },
  }
  return createAdapter(client, { streamName: redis.key('events') })
}
