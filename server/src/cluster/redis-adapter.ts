import { setTimeout as pause } from 'node:timers/promises'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { Entry, Redis } from './redis.ts'
import { makeSeal } from './seal.ts'

interface RedisAdapterOptions {
  readonly redis: Redis
  /** Ends the reading. */
  readonly closed: AbortSignal
  readonly now: () => Date
  /** Hears, at most once a minute, how many entries were not ours. */
  readonly say: (line: string) => void
}

/** Events that a process may be behind. */
const KEPT = 2000
const AFTER_ERROR_MS = 200
const SAID_MS = 60_000

/**
 * Socket.IO's adapter over a stream of Redis: what is told in one process reaches the rooms of all. The sockets of this
 * process do not wait for Redis, and what cannot be passed on while it is away is only told here. Entries are sealed.
 */
export function makeRedisAdapter({ redis, closed, now, say }: RedisAdapterOptions): ReturnType<typeof createAdapter> {
  const never = new Promise<never>(() => undefined)
  const seal = makeSeal({ derive: redis.derive, place: redis.events, now })
  const drop = makeDropped(now, say)
  const waiting: Entry[] = []
  let position: string | null = null

  /** The next entry of ours; null: none has come. */
  async function next(): Promise<Entry | null> {
    if (waiting.length === 0) waiting.push(...(await redis.read(position)))
    for (let found = waiting.shift(); found !== undefined; found = waiting.shift()) {
      position = found.id
      const message = seal.open(found.message)
      if (message !== null) return { id: found.id, message: { ...message } }
      drop()
    }
    return null
  }

  // The adapter's own view of a client. Its other channel carries answers from all processes, which nobody here asks for.
  const reader = {
    on: () => undefined,
    connect: () => Promise.resolve(),
    sSubscribe: () => Promise.resolve(),
    subscribe: () => Promise.resolve(),
    disconnect: () => undefined,
    // The adapter stays before an entry that it cannot take, and skips those read with it: it gets one at a time, and never the same again.
    async xRead() {
      try {
        const entry = await next()
        return entry && [{ messages: [entry] }]
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
    xAdd(_stream: string, _id: string, entry: Record<string, string>) {
      redis.append(seal.close(entry), KEPT).catch(() => undefined)
      return Promise.resolve('')
    },
  }
  return createAdapter(client, { streamName: redis.events })
}

/** Counts what is dropped, and says so now and then, without a word of what stood there. */
function makeDropped(now: () => Date, say: (line: string) => void): () => void {
  let count = 0
  let saidAt = -Infinity
  return () => {
    count++
    const time = now().getTime()
    if (time - saidAt < SAID_MS) return
    say(
      `Dropped from Redis: ${count} ${count === 1 ? 'entry' : 'entries'} that no process of this installation has just written. Is it private?`,
    )
    saidAt = time
    count = 0
  }
}
