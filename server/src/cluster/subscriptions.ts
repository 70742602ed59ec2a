import { withTimeout } from '../core/with-timeout.ts'
import { SILENT_MS, type RedisConnection } from './redis-connection.ts'

export type ChannelListener = (message: Buffer, channel: Buffer) => void

/** The channels this process wants to receive, kept in step with what Redis has confirmed. */
export interface Subscriptions {
  want(channel: string, listener: ChannelListener): void
  drop(channel: string): void
  /** Resolves once Redis has confirmed all that is wanted; throws if it refuses any of it. */
  settle(): Promise<void>
}

const answered = (command: Promise<void>): Promise<void> =>
  withTimeout(command, SILENT_MS, () => {
    throw new Error('Redis says nothing')
  })

/**
 * One command at a time for a channel: the client sends nothing for a channel it still believes subscribed, so that a
 * subscription begun before the reply to an unsubscription would be lost with that reply.
 * The client never settles a command that a connection took along when it was lost, so each has a time limit.
 * A command that fails is repeated by the next `settle`; a new connection subscribes to what was confirmed by itself.
 */
export function makeSubscriptions(subscriber: Pick<RedisConnection, 'sSubscribe' | 'sUnsubscribe'>): Subscriptions {
  const wanted = new Map<string, ChannelListener>()
  const confirmed = new Set<string>()
  const underWay = new Map<string, Promise<void>>()
  const failed = new Set<string>()
  const receive: ChannelListener = (message, channel) => wanted.get(channel.toString())?.(message, channel)

  async function step(channel: string): Promise<void> {
    if (wanted.has(channel)) {
      await answered(subscriber.sSubscribe(channel, receive, true))
      confirmed.add(channel)
    } else {
      await answered(subscriber.sUnsubscribe(channel, receive, true))
      confirmed.delete(channel)
    }
  }

  async function bringInStep(channel: string): Promise<void> {
    failed.delete(channel)
    try {
      while (wanted.has(channel) !== confirmed.has(channel)) await step(channel)
    } catch {
      failed.add(channel)
    } finally {
      underWay.delete(channel)
    }
  }

  function start(channel: string): void {
    if (!underWay.has(channel) && wanted.has(channel) !== confirmed.has(channel)) underWay.set(channel, bringInStep(channel))
  }

  return {
    want(channel, listener) {
      wanted.set(channel, listener)
      start(channel)
    },
    drop(channel) {
      wanted.delete(channel)
      start(channel)
    },
    async settle() {
      for (const channel of failed) start(channel)
      await Promise.all(underWay.values())
      if (failed.size > 0) throw new Error('it refuses subscriptions')
    },
  }
}
