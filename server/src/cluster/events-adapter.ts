import { createShardedAdapter } from '@socket.io/redis-adapter'
import { z } from 'zod'
import { atMostEvery } from '../core/at-most-every.ts'
import type { Redis } from './redis.ts'

type Channels = Pick<Redis, 'publish' | 'subscribe' | 'unsubscribe' | 'key'>

/** An event is far smaller; a signal has at most 64 KiB. */
const MAX_BYTES = 256 * 1024
const SAY_MS = 60_000
/** The adapter's numbers for what it sends. */
const BROADCAST = 3
const DISCONNECT_SOCKETS = 6
/** Socket.IO's number for an event. */
const EVENT = 2

const toOneRoom = z.object({ rooms: z.tuple([z.string()]), except: z.array(z.string()).default([]) })

/**
 * What this product's processes send each other: an event to a room, and that a room's sockets are closed. The adapter
 * would also list sockets with all they have shown, move them between rooms and answer questions, for whoever can write to Redis.
 */
const ourMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal(BROADCAST),
    data: z.strictObject({
      packet: z.object({ type: z.literal(EVENT), data: z.tuple([z.string()], z.unknown()) }),
      opts: toOneRoom,
    }),
  }),
  z.object({ type: z.literal(DISCONNECT_SOCKETS), data: z.object({ opts: toOneRoom, close: z.boolean() }) }),
])

/**
 * Socket.IO's sharded adapter: what is emitted to one room reaches the processes that have sockets in it. The sockets of
 * this process do not wait for Redis. A message that none of this product's processes sends is dropped; `say` receives
 * a line about such, at most one a minute.
 */
export function makeEventsAdapter(redis: Channels, say: (line: string) => void = () => undefined): ReturnType<typeof createShardedAdapter> {
  const report = atMostEvery(SAY_MS, say)
  const dropped = (): void =>
    report('', 'A message from Redis was dropped: no process of this product sends such. Who else can write to it?')
  // As far as the adapter needs one; it awaits no subscription and catches none that fails.
  const client = {
    sPublish: async (channel: string, message: string | Uint8Array) => redis.publish(channel, message),
    sSubscribe: (channel: string, listener: (message: Buffer, channel: Buffer) => void) =>
      redis.subscribe(channel, (message, from) => {
        if (message.length > MAX_BYTES) dropped()
        else listener(message, from)
      }),
    sUnsubscribe: (channels: string | readonly string[]) => {
      for (const channel of [channels].flat()) redis.unsubscribe(channel)
    },
  }
  const makeAdapter = createShardedAdapter(client, client, { channelPrefix: redis.key('events') })
  // Socket.IO calls it with `new`, which an arrow function would refuse.
  return function makeGuardedAdapter(namespace: Parameters<typeof makeAdapter>[0]) {
    return onlyOurs(makeAdapter(namespace), dropped)
  }
}

/** The adapter receives messages and answers through these two methods, and through nothing else. */
interface Receiver {
  onMessage(message: unknown, offset?: string): unknown
  onResponse(response: unknown): void
}

function onlyOurs<A extends object>(adapter: A, dropped: () => void): A {
  const receiver = adapter as A & Receiver
  const take = receiver.onMessage.bind(adapter)
  receiver.onMessage = (message, offset) => {
    try {
      ourMessage.parse(message)
      take(message, offset)
    } catch {
      dropped()
    }
  }
  receiver.onResponse = dropped
  return adapter
}
