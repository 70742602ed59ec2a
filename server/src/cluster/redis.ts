import { createHmac } from 'node:crypto'
import { createClient } from '@redis/client'
import { every } from '../core/every.ts'
import { withTimeout } from '../core/with-timeout.ts'

/** A Redis that several processes share; any command of it may fail at any time. */
export interface Redis extends AsyncDisposable {
  /** Whether it answered, took what it was given and delivers what others publish when it was last asked. */
  readonly isReady: boolean
  /** A key of this installation: two that share one Redis do not meet, and no name stands in it in clear. */
  key(kind: string, name?: string): string
  /** For keys; a command rejects at once while there is no connection. */
  readonly commands: Connection
  /** Sends to a channel, as far as Redis is there. Nothing waits for it. */
  readonly publish: (channel: string, message: string | Uint8Array) => void
  /** Subscriptions hold over lost connections. */
  readonly subscribe: (channel: string, listener: (message: Buffer, channel: Buffer) => void) => void
  readonly unsubscribe: (channels: string | readonly string[]) => void
  /** Called each time that Redis is there again, and when it goes. */
  onChange(listener: (ready: boolean) => void): void
}

export interface RedisOptions {
  /** May hold a password: it stands in no error and no log. */
  readonly url: string
  /** The installation's own; the keys are made of it. */
  readonly secret: string
  /** Hears one line when Redis goes away, and one when it is back. */
  readonly say: (line: string) => void
}

/** Thrown at the start by a Redis that is there and too old. */
export class RedisRefused extends Error {
  override readonly name = 'RedisRefused'
}

/** The first that has sharded channels. */
const OLDEST_VERSION = 7
const CONNECT_MS = 2000
const PING_MS = 1000
/** A Redis that says nothing for so long is away. */
const SILENT_MS = 4000
const AGAIN_MS = 1000
const PROBE_MS = 1000

/** Connects by itself, now and whenever the connection is lost; answers when Redis has answered, or is away. Throws `RedisRefused`. */
export async function openRedis({ url, secret, say }: RedisOptions): Promise<Redis> {
  const listeners: ((ready: boolean) => void)[] = []
  const answered = Promise.withResolvers<void>()
  let ready = false
  let told = false
  let closed = false
  const installation = digest(secret, 'medconsult').slice(0, 12)
  const key = (kind: string, name?: string): string =>
    `medconsult:${installation}:${kind}${name === undefined ? '' : `:${digest(secret, name)}`}`

  const commands = connection(url, { disableOfflineQueue: true })
  // A connection that subscribes takes no other commands; subscriptions wait for it.
  const subscriber = connection(url, { disableOfflineQueue: false })

  const turn = (now: boolean): void => {
    if (ready === now) return
    ready = now
    for (const listener of listeners) listener(now)
  }
  const away = (error: Error): void => {
    turn(false)
    if (!told && !closed)
      say(`Redis is away (${withoutPassword(error, url)}): events and limits are local to this process until it is back.`)
    told = true
    if (error instanceof RedisRefused) answered.reject(error)
    else answered.resolve()
  }
  const missed: (() => Promise<void> | undefined)[] = []
  /** A subscription that a lost connection has taken along, or Redis has refused, is made anew by the next probe. */
  const subscribed = (work: () => Promise<void> | undefined): void => void work()?.catch(() => missed.push(work))
  const probe = async (): Promise<void> => {
    if (!commands.isReady || !subscriber.isReady) return
    await refuseOld(commands)
    await commands.set(key('probe'), '', { expiration: { type: 'PX', value: 60_000 } })
    for (const work of missed.splice(0)) subscribed(work)
    // Answers come in order: what was subscribed to before this one is subscribed.
    await subscriber.ping()
    if (missed.length > 0) throw new Error('it refuses subscriptions')
    if (told) say('Redis is back.')
    told = false
    turn(true)
    answered.resolve()
  }
  for (const client of [commands, subscriber]) {
    client.on('error', away)
    client.on('ready', () => void probe().catch(away))
  }
  const prober = every(PROBE_MS, probe, (error) => away(error as Error))
  for (const client of [commands, subscriber]) void client.connect().catch(() => undefined)
  const close = (): void => {
    closed = true
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
      return ready
    },
    key,
    commands,
    publish: (channel, message) =>
      void commands.sPublish(channel, typeof message === 'string' ? message : Buffer.from(message)).catch(() => undefined),
    subscribe: (channel, listener) => subscribed(() => subscriber.sSubscribe(channel, listener, true)),
    unsubscribe: (channels) => subscribed(() => subscriber.sUnsubscribe(typeof channels === 'string' ? channels : [...channels])),
    onChange: (listener) => void listeners.push(listener),
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  }
}

type Connection = ReturnType<typeof connection>

function connection(url: string, { disableOfflineQueue }: { disableOfflineQueue: boolean }) {
  return createClient({
    url,
    RESP: 2,
    disableOfflineQueue,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, AGAIN_MS) * (0.5 + Math.random() / 2),
    },
  })
}

/** HELLO needs no right of its own; what does not know it is older than Redis 6. */
async function refuseOld(client: Connection): Promise<void> {
  const hello: unknown = await client.sendCommand(['HELLO']).catch((error: Error) => {
    if (error.message.includes('unknown command')) return ['version', 'under 6']
    throw error
  })
  const facts = (hello as unknown[]).map(String)
  const version = facts[facts.indexOf('version') + 1] ?? ''
  if (!(Number.parseInt(version, 10) >= OLDEST_VERSION))
    throw new RedisRefused(`REDIS_URL: this Redis is version ${version}; use 7.0 or newer.`)
}

const digest = (secret: string, name: string): string => createHmac('sha256', secret).update(name).digest('base64url').slice(0, 22)

function withoutPassword(error: Error & { code?: string }, url: string): string {
  const { username, password } = new URL(url)
  const said = (error.message || error.code || error.name).replaceAll(/\s+/g, ' ').replace(/ script: .*/, '')
  return [username, password, decodeURIComponent(password)].filter((it) => it !== '').reduce((text, it) => text.replaceAll(it, '***'), said)
}
