import { io, type Socket } from 'socket.io-client'
import { startFloor } from './child.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startFilled } from './product.ts'
import { makeQuiet } from './quiet.ts'
import { JWT_SECRET, makeSeed, type SeededPractice } from './seed.ts'
import { compare, inTurns, quantile } from './statistics.ts'

const ROUNDS = 30
const POSTS_A_ROUND = 100
/** Each with its doctor's socket; enough of them that each has been quiet by the time it is used again. */
const PRACTICES = 200
const WAITING = 10

/** A doctor's socket, and the POSTs that set one of their patients ready and not ready in turn. */
interface Seat {
  readonly socket: Socket
  readonly posts: readonly Buffer[]
}

/** Returns a function that runs a round: milliseconds from each POST to its doctor's `queue_updated`, sequentially over the practices. */
function makeRounds(connection: Connection, seats: readonly Seat[]): () => Promise<number[]> {
  const quiet = makeQuiet()
  let turn = 0
  return async () => {
    const times: number[] = []
    for (let n = 0; n < POSTS_A_ROUND; n++, turn++) {
      const practice = turn % seats.length
      const { socket, posts } = seats[practice]!
      await quiet.before(practice)
      const received = new Promise<number>((resolve) => socket.once('queue_updated', () => resolve(performance.now())))
      const begin = performance.now()
      const answered = connection.send(posts[Math.floor(turn / seats.length) % posts.length]!)
      times.push((await received) - begin)
      quiet.changed(practice)
      const { status, body } = await answered
      if (status !== 200) throw new Error(`toggle-ready: ${status} ${body}`)
    }
    return times
  }
}

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

const SIDES = ['product', 'sameRows', 'oneRow'] as const
type Side = (typeof SIDES)[number]

const FLOORS = [
  { floor: 'sameRows', against: 'a commit of the same rows' },
  { floor: 'oneRow', against: 'a commit of one row' },
] as const

const STEPS = [{ isReady: true }, { isReady: false }]

const postsTo = (origin: string, path: string, headers: readonly string[]): Buffer[] =>
  STEPS.map((body) => requestBytes('POST', new URL(origin).host, path, headers, body))

/** Connects sockets one by one; connecting all at once would be another benchmark. */
async function sockets(origin: string, auths: readonly Record<string, string>[]): Promise<Socket[]> {
  const all: Socket[] = []
  for (const auth of auths) {
    const socket = io(origin, { auth, transports: ['websocket'] })
    await connected(socket)
    all.push(socket)
  }
  return all
}

async function productSeats(url: string, practices: readonly SeededPractice[]): Promise<Seat[]> {
  const all = await sockets(
    url,
    practices.map(({ doctor: { token } }) => ({ token })),
  )
  return Promise.all(
    practices.map(async ({ scheduleId, patients }, n) => {
      const socket = all[n]!
      const ack = (await socket.emitWithAck('join_schedule', { scheduleId })) as { ok: boolean }
      if (!ack.ok) throw new Error(`join_schedule: ${JSON.stringify(ack)}`)
      return {
        socket,
        posts: postsTo(url, `/patient/schedules/${scheduleId}/toggle-ready`, [`authorization: Bearer ${patients[4]!.token}`]),
      }
    }),
  )
}

async function floorSeats(origin: string): Promise<Seat[]> {
  const rooms = Array.from({ length: PRACTICES }, (_, n) => String(n))
  const all = await sockets(
    origin,
    rooms.map((room) => ({ room })),
  )
  return rooms.map((room, n) => ({ socket: all[n]!, posts: postsTo(origin, `/${room}`, []) }))
}

const inMs = (value: number): string => `${value.toFixed(2)} ms`

/**
 * POST toggle-ready → the doctor's socket receives `queue_updated`, against a bare Fastify with a durable commit and a
 * Socket.IO emit: once committing the same rows as the product, once a single row.
 */
export async function eventWay(): Promise<Finding[]> {
  await using product = await startFilled(
    async (store) => {
      const seed = makeSeed(store)
      const practices: SeededPractice[] = []
      for (let n = 0; n < PRACTICES; n++) practices.push(await seed.practice({ waiting: WAITING }))
      await seed.flush()
      return practices
    },
    { JWT_SECRET },
  )
  const floor = new URL('floor-event.ts', import.meta.url)
  await using sameRows = await startFloor(floor, { FLOOR_PRACTICES: String(PRACTICES) })
  await using oneRow = await startFloor(floor)
  const all: Record<Side, number[]> = { product: [], sameRows: [], oneRow: [] }
  using stack = new DisposableStack()
  const side = async (name: Side, origin: string, seats: readonly Seat[]): Promise<() => Promise<number>> => {
    for (const { socket } of seats) stack.defer(() => void socket.disconnect())
    const round = makeRounds(stack.use(await Connection.open(origin)), seats)
    return async () => {
      const times = await round()
      all[name].push(...times)
      return quantile(times, 0.5)
    }
  }
  const sides = {
    product: await side('product', product.url, await productSeats(product.url, product.filled)),
    sameRows: await side('sameRows', sameRows.origin, await floorSeats(sameRows.origin)),
    oneRow: await side('oneRow', oneRow.origin, await floorSeats(oneRow.origin)),
  }
  await inTurns(4, sides)
  for (const name of SIDES) all[name].length = 0
  const rounds = await inTurns(ROUNDS, sides)

  return FLOORS.flatMap(({ floor: name, against }): Finding[] => {
    const p50 = compare(rounds.map((round) => ({ product: round.product, floor: round[name] })))
    const p99 = { product: quantile(all.product, 0.99), floor: quantile(all[name], 0.99) }
    const finding = (part: string, of: { product: number; floor: number }, value: number, aim: Finding['aim']): Finding => ({
      what: `event way, ${part}, against ${against}`,
      product: inMs(of.product),
      floor: inMs(of.floor),
      value,
      aim,
    })
    return [finding('p50', p50, p50.ratio, { atMost: 1.3 }), finding('p99', p99, p99.product / p99.floor, null)]
  })
}
