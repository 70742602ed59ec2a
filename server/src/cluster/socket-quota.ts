import type { Redis } from './redis.ts'

interface SocketQuotaOptions {
  readonly redis: Pick<Redis, 'commands' | 'key'>
  readonly processId: string
  /** Sockets of a user. */
  readonly most: number
  /** The processes that live: sockets of another one are gone. */
  readonly processes: () => Promise<ReadonlySet<string>>
}

/** The sockets of each user on all processes, so that the one too many is found wherever the oldest is. */
export interface SocketQuota {
  /** A socket has come, or is known again, which connected at `at`. Answers the ids of those to close, the oldest first. */
  readonly came: (userId: string, socketId: string, at: number) => Promise<readonly string[]>
  readonly went: (userId: string, socketId: string) => void
}

/** Longer than a socket lives without its login being renewed. */
const KEPT_SECONDS = 172_800

/** Rejects nothing: while Redis is away sockets are counted by each process alone. */
export function makeSocketQuota({ redis: { commands, key }, processId, most, processes }: SocketQuotaOptions): SocketQuota {
  const ofUser = (userId: string): string => key('sockets', userId)
  const member = (socketId: string): string => `${processId} ${socketId}`

  async function surplus(userId: string, socketId: string, at: number): Promise<readonly string[]> {
    const set = ofUser(userId)
    const [, , sockets] = await commands
      .multi()
      .zAdd(set, { score: at, value: member(socketId) })
      .expire(set, KEPT_SECONDS)
      .zRange(set, 0, -1)
      .execTyped()
    if (sockets.length <= most) return []
    const living = await processes()
    const [there, gone] = [true, false].map((is) => sockets.filter((it) => living.has(it.split(' ')[0]!) === is)) as [string[], string[]]
    const closed = there.slice(0, Math.max(0, there.length - most))
    if (gone.length + closed.length > 0) await commands.zRem(set, [...gone, ...closed])
    return closed.map((it) => it.split(' ')[1]!)
  }
  return {
    came: (userId, socketId, at) => surplus(userId, socketId, at).catch(() => []),
    went: (userId, socketId) => void commands.zRem(ofUser(userId), member(socketId)).catch(() => undefined),
  }
}
