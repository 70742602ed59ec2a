import type { Logger } from 'pino'
import { makeTokenBucket } from '../limits/token-bucket.ts'
import { SOCKET_BYTES, type BucketRate } from '../limits/rates.ts'
import { cut, websocketOf } from './cut.ts'
import { makeFrameCounter } from './frames.ts'
import type { AppSocket } from './socket.ts'
import type { WatchUpgrade } from './websocket-server.ts'

type Conn = AppSocket['conn']

/** Per login, frames of every kind and packets by polling: twice the rate of events and signals together. */
const PACKETS: BucketRate = { perSecond: 150, burst: 400 }
/** The total before signing in, for which a client needs only one message within seconds. */
const STRANGER = { packets: 10, bytes: 16 * 1024 } as const

export interface PacketRate {
  /** Counts a websocket's frames, fragments and pings included, and bytes before they are read. A flood is cut. */
  readonly watchUpgrade: WatchUpgrade
  /** Counts the packets of a polling connection. A flood is cut. */
  watchPolls(conn: Conn): void
  /** Counts the connection for its login from now on, also after an upgrade to websocket. */
  signedIn(conn: Conn, loginId: string): void
}

/** Limits what arrives on connections, since even refused or meaningless packets cost time. */
export function makePacketRate(log: Logger): PacketRate {
  const [packets, bytes] = [makeTokenBucket(PACKETS), makeTokenBucket(SOCKET_BYTES)]
  /** By polling connection or websocket. */
  const meters = new WeakMap<object, Meter>()

  function makeMeter(cutIt: () => void): Meter {
    let login: string | null = null
    let isCut = false
    const stranger = { packets: 0, bytes: 0 }
    const isFlood = (count: number, size: number): boolean => {
      if (login !== null) return packets.take(login, count) > 0 || bytes.take(login, size) > 0
      stranger.packets += count
      stranger.bytes += size
      return stranger.packets > STRANGER.packets || stranger.bytes > STRANGER.bytes
    }
    return {
      signedIn: (loginId) => void (login = loginId),
      passes(count, size) {
        if (isCut) return false
        isCut = isFlood(count, size)
        if (!isCut) return true
        log.info('a connection that floods is cut')
        cutIt()
        return false
      },
    }
  }

  return {
    watchUpgrade(connection, head) {
      const meter = makeMeter(() => connection.destroy())
      const framesIn = makeFrameCounter()
      const passes = (chunk: Buffer): boolean => meter.passes(framesIn(chunk), chunk.length)
      if (passes(head)) {
        // At the point where bytes enter, so that excess is not even parsed.
        const push = connection.push.bind(connection)
        connection.push = (chunk: Buffer | null, ...more) => (chunk === null || passes(chunk)) && push(chunk, ...more)
      }
      return (websocket) => void meters.set(websocket, meter)
    },
    watchPolls(conn) {
      const meter = makeMeter(() => cut(conn))
      meters.set(conn, meter)
      conn.on('packet', ({ data }: { data?: { length: number } }) => {
        if (conn.transport.name === 'polling') meter.passes(1, data?.length ?? 0)
      })
    },
    signedIn(conn, loginId) {
      const know = (transport: Conn['transport']): void => {
        for (const it of [conn, websocketOf(transport)]) if (it !== undefined) meters.get(it)?.signedIn(loginId)
      }
      know(conn.transport)
      // During an upgrade the login is already known, and buffered packets arrive all at once.
      for (const changes of ['upgrading', 'upgrade']) conn.on(changes, know)
    },
  }
}

/** The count of one connection. */
interface Meter {
  signedIn(loginId: string): void
  /** Whether these packets and bytes are within the rate; the first time they are not, the connection is cut. */
  passes(packets: number, bytes: number): boolean
}
