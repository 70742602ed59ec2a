import { createHmac, randomUUID } from 'node:crypto'
import { every } from '../core/every.ts'
import { withTimeout } from '../core/with-timeout.ts'
import { makeAvailability, type Availability } from './availability.ts'
import { connect, CONNECT_MS, RedisRefused, refuseOld, SILENT_MS, withoutPassword, type RedisConnection } from './redis-connection.ts'
import { makeSubscriptions, type ChannelListener, type Subscriptions } from './subscriptions.ts'

/** A Redis that several processes share; any command of it may fail at any time. Ready: it has answered, taken a write and delivered a message. */
export interface Redis extends AsyncDisposable, Pick<Availability, 'isReady' | 'losses' | 'onChange'> {
  /** A key of this installation: two that share one Redis do not meet, and no name stands in it in clear. */
  key(kind: string, name?: string): string
  /** For keys; a command rejects at once while there is no connection. */
  readonly commands: RedisConnection
  /** Sends to a channel, as far as Redis is there. Nothing waits for it. */
  readonly publish: (channel: string, message: string | Uint8Array) => void
  /** Subscriptions hold over lost connections. */
  readonly subscribe: (channel: string, listener: ChannelListener) => void
  readonly unsubscribe: (channel: string) => void
}

export interface RedisOptions {
  /** May hold a password: it stands in no error and no log. */
  readonly url: string
  /** The installation's own; the keys are made of it. */
  readonly secret: string
  /** Receives one line when Redis goes away, and one when it is back. */
  readonly say: (line: string) => void
}

const PROBE_MS = 1000

/** Connects by itself, now and whenever the connection is lost; answers when Redis has answered, or is away. Throws `RedisRefused`. */
export async function openRedis({ url, secret, say }: RedisOptions): Promise<Redis> {
  const answered = Promise.withResolvers<void>()
  const availability = makeAvailability((event) => say(event === 'back' ? 'Redis is back.' : awayLine(event.lost)))
  const commands = connect(url, { isPatient: false })
  // A connection that subscribes takes no other commands; subscriptions wait for it.
  const subscriber = connect(url, { isPatient: true })
  const subscriptions = makeSubscriptions(subscriber)
  const installation = digest(secret, 'medconsult').slice(0, 12)
  const key = (kind: string, name?: string): string =>
    `medconsult:${installation}:${kind}${name === undefined ? '' : `:${digest(secret, name)}`}`
  const echo = makeEcho({ commands, subscriber, subscriptions, channel: key('echo', randomUUID()) })

  let isClosed = false
  const away = (error: Error): void => {
    if (isClosed) return
    availability.lost(withoutPassword(error, url))
    if (error instanceof RedisRefused) answered.reject(error)
    else answered.resolve()
  }
  const probe = async (): Promise<void> => {
    if (!commands.isReady || !subscriber.isReady) return
    await refuseOld(commands)
    await commands.set(key('probe'), '', { expiration: { type: 'PX', value: 60_000 } })
    await subscriptions.settle()
    await echo()
    availability.back()
    answered.resolve()
  }
  for (const client of [commands, subscriber]) {
    client.on('error', away)
    client.on('ready', () => void probe().catch(away))
  }
  const prober = every(PROBE_MS, probe, (error) => away(error as Error))
  for (const client of [commands, subscriber]) void client.connect().catch(() => undefined)
  const close = (): void => {
    isClosed = true
    void prober.stop()
    for (const client of [commands, subscriber]) client.destroy()
  }
  try {
    await withTimeout(answered.promise, CONNECT_MS, () => undefined)
  } catch (error) {
    close()
    throw error
  }
  return {
    get isReady() {
      return availability.isReady
    },
    get losses() {
      return availability.losses
    },
    onChange: (listener) => availability.onChange(listener),
    key,
    commands,
    publish: (channel, message) =>
      void commands.sPublish(channel, typeof message === 'string' ? message : Buffer.from(message)).catch(away),
    subscribe: (channel, listener) => subscriptions.want(channel, listener),
    unsubscribe: (channel) => subscriptions.drop(channel),
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  }
}

const awayLine = (reason: string): string => `Redis is away (${reason}): events and limits are local to this process until it is back.`

interface EchoParts {
  readonly commands: RedisConnection
  readonly subscriber: RedisConnection
  readonly subscriptions: Subscriptions
  /** This process's own. */
  readonly channel: string
}

/** Publishes a word and waits until it is delivered. If it is not, the subscriber begins a new connection, and the next echo shows whether that helped. */
function makeEcho({ commands, subscriber, subscriptions, channel }: EchoParts): () => Promise<void> {
  const waiting = new Map<string, () => void>()
  subscriptions.want(channel, (word) => waiting.get(word.toString())?.())
  return async () => {
    const word = randomUUID()
    const delivered = new Promise<true>((resolve) => waiting.set(word, () => resolve(true)))
    try {
      await commands.sPublish(channel, word)
      if (await withTimeout(delivered, SILENT_MS, () => false)) return
    } finally {
      waiting.delete(word)
    }
    subscriber.destroy()
    void subscriber.connect().catch(() => undefined)
    throw new Error('it delivers nothing')
  }
}

const digest = (secret: string, name: string): string => createHmac('sha256', secret).update(name).digest('base64url').slice(0, 22)
