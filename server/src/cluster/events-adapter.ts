import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { Redis } from './redis.ts'

/**
 * Socket.IO's sharded adapter: what is emitted to one room reaches the processes that have sockets in it. The sockets of
 * this process do not wait for Redis, and what cannot be published while it is away is only told here.
 */
export function makeEventsAdapter(redis: Redis): ReturnType<typeof createShardedAdapter> {
  // As far as the adapter needs one; it awaits no subscription and catches none that fails.
  const client = {
    sPublish: async (channel: string, message: string | Uint8Array) => {
      redis.publish(channel, message)
    },
    sSubscribe: redis.subscribe,
    sUnsubscribe: redis.unsubscribe,
  }
  return createShardedAdapter(client, client, { channelPrefix: redis.key('events') })
}
