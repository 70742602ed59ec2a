import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { createShardedAdapter } from '@socket.io/redis-adapter'
import { Server } from 'socket.io'
import { makeEventsAdapter } from '../server/src/cluster/events-adapter.ts'
import { openRedis } from '../server/src/cluster/redis.ts'
import { makeAnnounce } from '../server/src/core/announce.ts'
import { emitOn } from '../server/src/realtime/gateway.ts'
import { update } from '../server/src/store/store.ts'
import type { TestDatabase } from '../testing/mongo-server.ts'
import type { RedisServer } from '../testing/redis-server.ts'
import { startFloor } from './child.ts'
import type { Finding } from './finding.ts'
import { LightSocket } from './light-socket.ts'
import { onMongo, startProduct } from './product.ts'
import { makeQuiet } from './quiet.ts'
import { JWT_SECRET, type SeededPractice } from './seed.ts'
import { compare, inTurns, quantile } from './statistics.ts'

const WARM_UPS = 3
const ROUNDS = 20
/** The rooms of new sockets are subscribed to by then. */
const SUBSCRIBED_MS = 1500

/** A socket on another process, and what makes this one publish to its room. */
interface Seat {
  readonly socket: LightSocket
  readonly publish: () => void
}

const receipt = ({ socket }: Seat): Promise<number> =>
  new Promise((resolve) => {
    socket.onEvent = (event) => {
      if (event === 'queue_updated') resolve(performance.now())
    }
  })

/** Returns a function that runs a round: milliseconds from announcing here to the receipt by a socket of the other process. */
function makeRounds(seats: readonly Seat[]): () => Promise<number[]> {
  const quiet = makeQuiet()
  return async () => {
    const times: number[] = []
    for (const [n, seat] of seats.entries()) {
      await quiet.before(n)
      const received = receipt(seat)
      const begin = performance.now()
      seat.publish()
      times.push((await received) - begin)
      quiet.changed(n)
    }
    return times
  }
}

async function productSeats(
  stack: AsyncDisposableStack,
  url: string,
  redisUrl: string,
  practices: readonly SeededPractice[],
): Promise<Seat[]> {
  const redis = stack.use(await openRedis({ url: redisUrl, secret: JWT_SECRET, say: (line) => console.error(line) }))
  const announce = makeAnnounce({ emit: emitOn(new Server({ adapter: makeEventsAdapter(redis) })), closeLogin: () => undefined })
  const seats: Seat[] = []
  for (const { scheduleId, doctor } of practices) {
    const socket = stack.use(await LightSocket.open(url, { token: doctor.token }))
    await socket.ask('join_schedule', { scheduleId })
    const counter = { id: scheduleId, lastNumber: 1, rev: 1, inQueue: 1, version: 1 }
    seats.push({ socket, publish: () => announce([update('queue_counters', counter, { rev: 2 })]) })
  }
  return seats
}

async function floorSeats(
  stack: AsyncDisposableStack,
  origin: string,
  redisUrl: string,
  practices: readonly SeededPractice[],
): Promise<Seat[]> {
  const client = async () => {
    const it = await createClient({ url: redisUrl, RESP: 2 }).connect()
    stack.defer(() => it.destroy())
    return it
  }
  const io = new Server({ adapter: createShardedAdapter(await client(), await client()) })
  const seats: Seat[] = []
  for (const { scheduleId: room } of practices) {
    const socket = stack.use(await LightSocket.open(origin, { room }))
    seats.push({ socket, publish: () => void io.to(room).emit('queue_updated', { scheduleId: room, totalInQueue: 1, rev: 2 }) })
  }
  return seats
}

/**
 * From the product's announcing of a committed change in this process to a socket on a process of the product, against an
 * emit by the bare adapter to a socket on a bare process. Nothing is committed meanwhile.
 */
export async function announced(database: TestDatabase, { url }: RedisServer, practices: readonly SeededPractice[]): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const product = stack.use(await startProduct({ JWT_SECRET, REDIS_URL: url, ...onMongo(database) }))
  const floor = stack.use(await startFloor(new URL('floor-cluster.ts', import.meta.url), { FLOOR_REDIS: url }))
  const sides = {
    product: makeRounds(await productSeats(stack, product.url, url, practices)),
    floor: makeRounds(await floorSeats(stack, floor.origin, url, practices)),
  }
  await delay(SUBSCRIBED_MS)
  await inTurns(WARM_UPS, sides)
  const rounds = await inTurns(ROUNDS, sides)
  return [0.5, 0.95].map((share): Finding => {
    const at = compare(rounds.map((round) => ({ product: quantile(round.product, share), floor: quantile(round.floor, share) })))
    return {
      what: `event announced here, received from another process, p${share * 100}`,
      product: `${at.product.toFixed(2)} ms`,
      floor: `${at.floor.toFixed(2)} ms`,
      value: at.ratio,
      aim: { atMost: 1.3 },
    }
  })
}
