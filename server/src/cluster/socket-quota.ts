import type { Redis } from './redis.ts'

/** The sockets of each user on all processes, so that the one too many is found wherever the oldest is. */
export interface SocketQuota {
  /** A socket has come, or is known again; `ageMs` since it connected. Answers the ids of those to close, the oldest first. */
  readonly came: (userId: string, socketId: string, ageMs: number) => Promise<readonly string[]>
  readonly went: (userId: string, socketId: string) => void
  /** Says that this process lives. */
  readonly beat: () => Promise<void>
}

/** A process that has not beaten for so long has no sockets. */
const LAPSES_MS = 15_000

const NOW = `local time = redis.call('TIME') local now = time[1] * 1000 + math.floor(time[2] / 1000)`

/** KEYS: the user's sockets, the processes. ARGV: process, socket, age, most, lapse. */
const CAME = `${NOW}
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('ZADD', KEYS[1], now - ARGV[3], ARGV[1] .. ' ' .. ARGV[2])
redis.call('EXPIRE', KEYS[1], 172800)
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local beat = redis.call('ZSCORE', KEYS[2], string.match(member, '^%S+'))
  if not beat or tonumber(beat) < now - ARGV[5] then redis.call('ZREM', KEYS[1], member) end
end
local over = redis.call('ZCARD', KEYS[1]) - ARGV[4]
if over <= 0 then return {} end
local closed = {}
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, over - 1)) do
  redis.call('ZREM', KEYS[1], member)
  table.insert(closed, string.match(member, '%S+$'))
end
return closed
`

/** KEYS: the processes. ARGV: process, lapse. */
const BEAT = `${NOW}
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - ARGV[2] * 10)
return 0
`

/** Rejects nothing: while Redis is away nobody is counted but by each process. */
export function makeSocketQuota(redis: Redis, processId: string, most: number): SocketQuota {
  const processes = redis.key('processes')
  const ofUser = (userId: string): string => redis.key('sockets', userId)
  const run = (...args: Parameters<Redis['run']>): Promise<unknown> =>
    redis.isReady ? redis.run(...args).catch(() => null) : Promise.resolve(null)
  return {
    async came(userId, socketId, ageMs) {
      const closed = await run(CAME, [ofUser(userId), processes], [processId, socketId, Math.round(ageMs), most, LAPSES_MS])
      return (closed as readonly string[] | null) ?? []
    },
    went: (userId, socketId) => void run(`return redis.call('ZREM', KEYS[1], ARGV[1])`, [ofUser(userId)], [`${processId} ${socketId}`]),
    beat: async () => void (await run(BEAT, [processes], [processId, LAPSES_MS])),
  }
}
