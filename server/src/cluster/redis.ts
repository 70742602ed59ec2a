import { createHmac, hkdfSync } from 'node:crypto'
import { createClient } from '@redis/client'
import { every } from '../core/every.ts'

/** A Redis that several processes share; any command of it may fail at any time. */
export interface Redis extends AsyncDisposable {
  /** Whether it answered and took what it was given when it was last asked. */
  readonly isReady: boolean
  /** The key of the stream by which processes tell each other. */
  readonly events: string
  /** A key of this installation: two that share one Redis do not meet, and no name stands in it in clear. */
  key(kind: string, name?: string): string
  /** 32 bytes that nobody but the installation knows, of their own for each purpose and salt. */
  readonly derive: (purpose: string, salt: Buffer) => Buffer
  /** Runs a script in one step. Rejects at once while there is no connection. */
  run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  /** Adds an entry to the stream and keeps about `most`. Rejects at once while there is no connection. */
  append(entry: Readonly<Record<string, string>>, most: number): Promise<void>
  /** Entries behind `id`, or after a while none; `id` null: only those to come. Waits while there is no connection. */
  read(id: string | null): Promise<readonly Entry[]>
  /** Called each time that Redis is there again, and when it goes. */
  onChange(listener: (ready: boolean) => void): void
}

export interface Entry {
  readonly id: string
  readonly message: Record<string, string>
}

export interface RedisOptions {
  /** May hold a password: it stands in no error and no log. */
  readonly url: string
  /** The installation's own; the keys are made of it. */
  readonly secret: string
  /** Hears one line when Redis goes away, and one when it is back. */
  readonly say: (line: string) => void
}

const CONNECT_MS = 2000
const PING_MS = 1000
/** A Redis that says nothing for so long is away. */
const SILENT_MS = 4000
const AGAIN_MS = 1000
const PROBE_MS = 1000
const BLOCK_MS = 1000
const ENTRIES = 100
/** Clocks of this process and of Redis differ by less. */
const AHEAD_MS = 60_000

/**
 * Fails where Redis takes no writes, or something else stands where the stream should. A stream that ends in the future
 * would take no entry until then: it is none of ours and goes. KEYS: a key that is free, the stream.
 */
const PROBE = `
redis.call('SET', KEYS[1], '', 'PX', 60000)
if redis.call('EXISTS', KEYS[2]) == 0 then return end
local stream = redis.call('XINFO', 'STREAM', KEYS[2])
for i = 1, #stream, 2 do
  if stream[i] == 'last-generated-id' and tonumber(string.match(stream[i + 1], '%d+')) > (redis.call('TIME')[1] + ${AHEAD_MS / 1000}) * 1000 then
    redis.call('DEL', KEYS[2])
  end
end
`

/** Connects by itself, now and whenever the connection is lost. */
export function openRedis({ url, secret, say }: RedisOptions): Redis {
  const listeners: ((ready: boolean) => void)[] = []
  let ready = false
  let told = false
  let closed = false
  const installation = digest(secret, 'medconsult').slice(0, 12)
  const key = (kind: string, name?: string): string =>
    `medconsult:${installation}:${kind}${name === undefined ? '' : `:${digest(secret, name)}`}`
  const events = key('events')

  const connection = (waits: boolean) => {
    const client = createClient({
      url,
      RESP: 2,
      disableOfflineQueue: !waits,
      pingInterval: PING_MS,
      socket: {
        connectTimeout: CONNECT_MS,
        socketTimeout: SILENT_MS,
        reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, AGAIN_MS) * (0.5 + Math.random() / 2),
      },
    })
    client.on('error', () => undefined)
    return client
  }
  const commands = connection(false)
  // A read waits at the server, and would keep other commands of its connection waiting.
  const reader = connection(true)

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
  }
  const probe = async (): Promise<void> => {
    if (!commands.isReady) return
    await commands.eval(PROBE, { keys: [key('probe'), events] })
    if (told) say('Redis is back.')
    told = false
    turn(true)
  }
  commands.on('error', away)
  commands.on('ready', () => void probe().catch(away))
  const prober = every(PROBE_MS, probe, (error) => away(error as Error))
  for (const client of [commands, reader]) void client.connect().catch(() => undefined)

  let last: string | undefined
  /** The newest entry's id: what comes between two reads that have seen none yet is not passed over. */
  const newest = async (): Promise<string> =>
    (last ??= (await reader.xRevRange(events, String(Date.now() + AHEAD_MS), '-', { COUNT: 1 }))?.[0]?.id ?? '0-0')

  return {
    get isReady() {
      return ready
    },
    events,
    key,
    derive: (purpose, salt) => Buffer.from(hkdfSync('sha256', secret, salt, `medconsult ${purpose}`, 32)),
    run: (script, keys, args) => commands.eval(script, { keys: [...keys], arguments: args.map(String) }),
    async append(entry, most) {
      await commands.xAdd(events, '*', { ...entry }, { TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: most } })
    },
    async read(id) {
      const found: unknown = await reader.xRead([{ key: events, id: id ?? (await newest()) }], { BLOCK: BLOCK_MS, COUNT: ENTRIES })
      const entries = ((found as readonly { messages: Entry[] }[] | null) ?? [])[0]?.messages ?? []
      // Whoever goes on behind such an entry hears nothing more.
      if (entries.some(isAhead)) throw new Error('the stream ends in the future')
      return entries
    },
    onChange: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      closed = true
      void prober.stop()
      for (const client of [commands, reader]) client.destroy()
    },
  }
}

const isAhead = ({ id }: Entry): boolean => Number.parseInt(id, 10) > Date.now() + AHEAD_MS

const digest = (secret: string, name: string): string => createHmac('sha256', secret).update(name).digest('base64url').slice(0, 22)

function withoutPassword(error: Error & { code?: string }, url: string): string {
  const { username, password } = new URL(url)
  const said = (error.message || error.code || error.name).replaceAll(/\s+/g, ' ').replace(/ script: .*/, '')
  return [username, password, decodeURIComponent(password)].filter((it) => it !== '').reduce((text, it) => text.replaceAll(it, '***'), said)
}
