import type { Logger } from 'pino'
import { makeTokenBucket } from '../limits/token-bucket.ts'
import { SOCKET_BYTES, type BucketRate } from '../limits/rates.ts'
import { cut, wireOf } from './cut.ts'
import { makeFrameCounter } from './frames.ts'
import type { AppSocket } from './socket.ts'
import type { WatchWire } from './websocket-server.ts'

type Conn = AppSocket['conn']

/** Of a login, frames of every kind and the packets of those that poll: twice what a page may do with events and signals together. */
const PACKETS: BucketRate = { perSecond: 150, burst: 400 }
/** Who has not signed in has one thing to say, and seconds to say it: so much in all. */
const STRANGER = { packets: 10, bytes: 16 * 1024 } as const

export interface PacketRate {
  /** Counts the messages of a websocket, their parts, pings and all bytes, before anybody reads them. A flood is cut. */
  readonly watchWire: WatchWire
  /** Counts the packets of a connection while it polls. A flood is cut. */
  watchPolls(conn: Conn): void
  /** From now on counted together with the other connections of this login, also as a websocket that it becomes. */
  signedIn(conn: Conn, loginId: string): void
}

/** How much may arrive on connections: also what is no event, or one that is refused, costs the time of everybody. */
export function makePacketRate(log: Logger): PacketRate {
  const [packets, bytes] = [makeTokenBucket(PACKETS), makeTokenBucket(SOCKET_BYTES)]
  /** By the connection that polls, or the websocket. */
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
    watchWire(wire, head) {
      const meter = makeMeter(() => wire.destroy())
      const framesIn = makeFrameCounter()
      const passes = (chunk: Buffer): boolean => meter.passes(framesIn(chunk), chunk.length)
      if (passes(head)) {
        // Where bytes enter, ahead of whoever reads them: what is too much is not even parsed.
        const push = wire.push.bind(wire)
        wire.push = (chunk: Buffer | null, ...more) => (chunk === null || passes(chunk)) && push(chunk, ...more)
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
        for (const it of [conn, wireOf(transport)]) if (it !== undefined) meters.get(it)?.signedIn(loginId)
      }
      know(conn.transport)
      // While it changes over the login is known already: what had to wait comes all at once.
      for (const changes of ['upgrading', 'upgrade']) conn.on(changes, know)
    },
  }
}

/** What has arrived on one connection. */
interface Meter {
  signedIn(loginId: string): void
  /** Whether so many packets of so many bytes in all may pass; the first time they may not, the connection is cut. */
  passes(packets: number, bytes: number): boolean
}
