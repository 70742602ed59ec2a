import { makeTokenBucket } from '../limits/token-bucket.ts'
import type { BucketRate } from '../limits/rates.ts'
import type { AppSocket } from './gateway.ts'

type Conn = AppSocket['conn']

/** Twice what a page may do with events and signals together. */
const PACKETS: BucketRate = { perSecond: 150, burst: 400 }
/** A description of a call's media is 5 KB, a signal at most 64. */
const BYTES: BucketRate = { perSecond: 512 * 1024, burst: 4 * 1024 * 1024 }
/** Who has not signed in has one thing to say. */
const STRANGERS: BucketRate = { perSecond: 1, burst: 10 }

export interface PacketRate {
  /** Counts whatever arrives on a connection, before it is parsed, and calls `cut` where it is too much. */
  watch(conn: Conn, cut: () => void): void
  /** From now on counted together with the other connections of this login. */
  signedIn(conn: Conn, loginId: string): void
}

/** How much may arrive on connections: also what is no event, or one that is refused, costs the time of everybody. */
export function makePacketRate(): PacketRate {
  const [packets, bytes, strangers] = [PACKETS, BYTES, STRANGERS].map((rate) => makeTokenBucket(rate)) as [Bucket, Bucket, Bucket]
  const logins = new WeakMap<Conn, string>()
  const isFlood = (conn: Conn, size: number): boolean => {
    const login = logins.get(conn)
    if (login === undefined) return strangers.take(keyOf(conn)) > 0
    return packets.take(login) > 0 || bytes.take(login, size) > 0
  }
  return {
    watch: (conn, cut) =>
      void conn.on('packet', ({ data }: { data?: { length: number } }) => {
        if (isFlood(conn, data?.length ?? 0)) cut()
      }),
    signedIn: (conn, loginId) => void logins.set(conn, loginId),
  }
}

type Bucket = ReturnType<typeof makeTokenBucket>

const keyOf = (conn: Conn): string => (conn as unknown as { id: string }).id
