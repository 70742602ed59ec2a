import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { Server } from 'socket.io'
import { makeEventsAdapter } from '../server/src/cluster/events-adapter.ts'
import { openRedis, type Redis } from '../server/src/cluster/redis.ts'
import { newDatabase, provideMongo } from '../testing/mongo-server.ts'
import { provideRedis, type RedisServer } from '../testing/redis-server.ts'
import { announced } from './announced.ts'
import { startFloor } from './child.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { LightSocket } from './light-socket.ts'
import { parsedEntries } from './parsed-entries.ts'
import { fillStore, onMongo, startProduct } from './product.ts'
import { JWT_SECRET, makeSeed, type SeededPractice } from './seed.ts'
import { quantile } from './statistics.ts'

const PRACTICES = 40
const EVENTS = 120
const WARM_UPS = 20
/** An event is sent this long after the one before, so that both sides are equally idle. */
const APART_MS = 10

const SIMULATED = 20
const PEOPLE_EACH = 50

/** A room with a socket on each process; `post` makes the first process emit to it. */
interface Seat {
  readonly near: LightSocket
  readonly far: LightSocket
  readonly post: () => Buffer
}

/** When the socket next receives `queue_updated`. */
const received = (socket: LightSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.onEvent = (event) => {
      if (event === 'queue_updated') resolve(performance.now())
    }
  })

/** How much later, in ms, the socket on the other process receives each event than the one on the process that emits it. */
async function crossings(origin: string, seats: readonly Seat[]): Promise<number[]> {
  using connection = await Connection.open(origin)
  const times: number[] = []
  for (let n = 0; n < WARM_UPS + EVENTS; n++) {
    const { near, far, post } = seats[n % seats.length]!
    const both = Promise.all([received(near), received(far)])
    const { status, body } = await connection.send(post())
    if (status !== 200) throw new Error(`${status} ${body}`)
    const [here, there] = await both
    if (n >= WARM_UPS) times.push(there - here)
    await delay(APART_MS)
  }
  return times
}

async function productSeats(origins: readonly [string, string], practices: readonly SeededPractice[]): Promise<Seat[]> {
  const seats: Seat[] = []
  for (const { scheduleId, doctor, patients } of practices) {
    const joined = async (origin: string): Promise<LightSocket> => {
      const socket = await LightSocket.open(origin, { token: doctor.token })
      const answer = (await socket.ask('join_schedule', { scheduleId })) as { ok: boolean }
      if (!answer.ok) throw new Error(`join_schedule: ${JSON.stringify(answer)}`)
      return socket
    }
    const headers = [`authorization: Bearer ${patients[0]!.token}`]
    const path = `/patient/schedules/${scheduleId}/toggle-ready`
    let isReady = false
    seats.push({
      near: await joined(origins[0]),
      far: await joined(origins[1]),
      post: () => requestBytes('POST', new URL(origins[0]).host, path, headers, { isReady: (isReady = !isReady) }),
    })
  }
  return seats
}

async function floorSeats(origins: readonly [string, string]): Promise<Seat[]> {
  const seats: Seat[] = []
  for (let room = 0; room < PRACTICES; room++) {
    const auth = { room: String(room) }
    seats.push({
      near: await LightSocket.open(origins[0], auth),
      far: await LightSocket.open(origins[1], auth),
      post: () => requestBytes('POST', new URL(origins[0]).host, `/${room}`, [], {}),
    })
  }
  return seats
}

const close = (seats: readonly Seat[]): void => seats.forEach(({ near, far }) => [near, far].forEach((socket) => socket[Symbol.dispose]()))

/** Messages that a process receives for one event to one person, averaged over `SIMULATED` processes with people of their own. */
async function messagesEach({ url }: RedisServer): Promise<number> {
  await using stack = new AsyncDisposableStack()
  let messages = 0
  const servers: Server[] = []
  for (let n = 0; n < SIMULATED; n++) {
    const redis = stack.use(await openRedis({ url, secret: 'a secret of the simulation', say: () => undefined }))
    const counting: Redis = {
      ...redis,
      subscribe: (channel, listener) =>
        redis.subscribe(channel, (message, from) => {
          messages++
          listener(message, from)
        }),
    }
    const http = createServer().listen(0, '127.0.0.1')
    await once(http, 'listening')
    const server = new Server(http, { adapter: makeEventsAdapter(counting) })
    stack.defer(() => server.close())
    for (let person = 0; person < PEOPLE_EACH; person++)
      void server.of('/').adapter.addAll(`socket-${person}`, new Set([`user_${n}_${person}`]))
    servers.push(server)
  }
  await delay(1000)
  messages = 0
  const sent = SIMULATED * PEOPLE_EACH
  for (let n = 0; n < SIMULATED; n++)
    for (let person = 0; person < PEOPLE_EACH; person++) servers[(n + 1) % SIMULATED]!.to(`user_${n}_${person}`).emit('call_confirmed', {})
  await delay(1000)
  return messages / sent / SIMULATED
}

/** An event to a socket of another process, against bare Socket.IO with the sharded adapter; and what each of 20 processes has to parse. Skipped without MongoDB or Redis. */
export async function cluster(): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const mongo = stack.use(await provideMongo())
  const redis = stack.use(await provideRedis())
  if (mongo === null || redis === null) {
    console.error('cluster: skipped, since there is no MongoDB (MONGO_TEST_URL or an installed mongod) or no installed redis-server')
    return []
  }
  const database = stack.use(newDatabase(mongo))
  const practices = await fillStore({ dataDir: '', mongo: database }, async (store) => {
    const seed = makeSeed(store)
    const all: SeededPractice[] = []
    for (let n = 0; n < PRACTICES; n++) all.push(await seed.practice({ waiting: 1 }))
    await seed.flush()
    return all
  })
  const settings = { JWT_SECRET, REDIS_URL: redis.url, ...onMongo(database) }
  const product = [stack.use(await startProduct(settings)), stack.use(await startProduct(settings))] as const
  const script = new URL('floor-cluster.ts', import.meta.url)
  const floor = [
    stack.use(await startFloor(script, { FLOOR_REDIS: redis.url })),
    stack.use(await startFloor(script, { FLOOR_REDIS: redis.url })),
  ] as const
  const origins = { product: [product[0].url, product[1].url], floor: [floor[0].origin, floor[1].origin] } as const
  const seats = { product: await productSeats(origins.product, practices), floor: await floorSeats(origins.floor) }
  // Rooms are subscribed to a moment after they are joined.
  await delay(1500)
  const times: Record<'product' | 'floor', number[]> = { product: [], floor: [] }
  for (let round = 0; round < 3; round++)
    for (const side of ['floor', 'product'] as const) times[side].push(...(await crossings(origins[side][0], seats[side])))
  for (const side of ['product', 'floor'] as const) close(seats[side])

  const part = (name: string, share: number, aim: Finding['aim']): Finding => {
    const [ofProduct, ofFloor] = [quantile(times.product, share), quantile(times.floor, share)]
    return {
      what: `event to another process, ${name} later than here`,
      product: `${ofProduct.toFixed(2)} ms`,
      floor: `${ofFloor.toFixed(2)} ms`,
      value: ofProduct / ofFloor,
      aim,
    }
  }
  const each = await messagesEach(redis)
  return [
    part('p50', 0.5, { atMost: 1.3 }),
    part('p95', 0.95, { atMost: 1.3 }),
    {
      what: `messages a process parses for an event, ${SIMULATED} processes`,
      product: each.toFixed(3),
      floor: '1, where all read all',
      value: each,
      aim: { atMost: 1 / SIMULATED },
    },
    ...(await announced(database, redis, practices)),
    ...(await parsedEntries(redis)),
  ]
}
