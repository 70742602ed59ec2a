import { ask, startChild, startFloor, type Child } from './child.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startFilled } from './product.ts'
import { makeQuiet } from './quiet.ts'
import { JWT_SECRET, makeSeed, type Person, type SeededPractice } from './seed.ts'
import { clock, type Seat, type SocketsAsk, type SocketsReceived, type SocketsOpen } from './sockets.ts'
import { compare, inRounds, quantile } from './statistics.ts'

const SIZES = [100, 1_000, 2_000, 5_000] as const
/** A doctor and nine patients, each with one socket. */
const PATIENTS = 9
const ROUNDS = 10
const SPREAD_POSTS = 40
/** Starts and ends of a practice in a round. */
const ROOM_POSTS = 4

const STARTS = 'schedule_status_changed'
const QUEUE = 'queue_updated'

/** Product or floor: how to send its changes, and the process that holds its sockets. */
interface Side {
  readonly sockets: Child
  readonly quiet: ReturnType<typeof makeQuiet>
  readonly origin: string
  readonly seats: readonly Seat[]
  /** Makes the reads that the pages of some seats do once they are connected. */
  readonly read: (seats: readonly Seat[]) => Promise<void>
  /** The changes of a round, each of which reaches one socket or all of them. */
  readonly spread: (among: number) => Promise<readonly Post[]>
  readonly oneRoom: (among: number) => Promise<readonly Post[]>
}

interface Post {
  readonly bytes: Buffer
  /** The practice whose queue it changes, or null. */
  readonly practice: number | null
}

const openOn = async (sockets: Child, origin: string, seats: readonly Seat[]): Promise<SocketsOpen> =>
  ask(sockets, { open: seats, origin } satisfies SocketsAsk)

const receivedBy = async (sockets: Child, event: string, count: number): Promise<SocketsReceived> =>
  ask(sockets, { awaited: event, count } satisfies SocketsAsk)

const as = ({ token }: Person): string[] => [`authorization: Bearer ${token}`]

/** Milliseconds from sending each change until each of the `count` sockets receives its event. */
async function timesOf(side: Side, posts: readonly Post[], event: string, count: number): Promise<number[]> {
  using connection = await Connection.open(side.origin)
  const { quiet } = side
  const all: number[] = []
  for (const { bytes, practice } of posts) {
    if (practice !== null) await quiet.before(practice)
    const begin = clock()
    const [{ times }] = await Promise.all([receivedBy(side.sockets, event, count), connection.done(bytes)])
    if (practice !== null) quiet.changed(practice)
    for (const time of times) all.push(time - begin)
  }
  return all
}

async function compared(what: string, floor: () => Promise<number[]>, product: () => Promise<number[]>): Promise<Finding[]> {
  const all: { floor: number[]; product: number[] } = { floor: [], product: [] }
  const noting = (name: 'floor' | 'product', run: () => Promise<number[]>) => async (): Promise<number> => {
    const times = await run()
    all[name].push(...times)
    return quantile(times, 0.5)
  }
  await inRounds(2, noting('floor', floor), noting('product', product))
  all.floor.length = all.product.length = 0
  const p50 = compare(await inRounds(ROUNDS, noting('floor', floor), noting('product', product)))
  const p99 = { product: quantile(all.product, 0.99), floor: quantile(all.floor, 0.99) }
  const finding = (name: string, values: { product: number; floor: number }, value: number, aim: Finding['aim']): Finding => ({
    what: `${what}, ${name}`,
    product: `${values.product.toFixed(2)} ms`,
    floor: `${values.floor.toFixed(2)} ms`,
    value,
    aim,
  })
  return [finding('p50', p50, p50.ratio, { atMost: 1.3 }), finding('p99', p99, p99.product / p99.floor, null)]
}

/** Doctors receive the events of their own queues, everybody those of practices that open and close. */
const seatsOf = ({ doctor, scheduleId, patients }: SeededPractice): Seat[] => [
  { auth: { token: doctor.token }, scheduleId, events: [QUEUE, STARTS] },
  ...patients.map(({ token }) => ({ auth: { token }, scheduleId, events: [STARTS] })),
]

const floorSeats = (practice: number): Seat[] => [
  { auth: { room: String(practice) }, scheduleId: null, events: [QUEUE, STARTS] },
  ...Array.from({ length: PATIENTS }, () => ({ auth: {}, scheduleId: null, events: [STARTS] })),
]

function productSide(origin: string, sockets: Child, practices: readonly SeededPractice[], starter: Person): Side {
  const { host } = new URL(origin)
  const toggles = practices.map(({ scheduleId, patients }) =>
    [true, false].map((isReady) =>
      requestBytes('POST', host, `/patient/schedules/${scheduleId}/toggle-ready`, as(patients[4]!), { isReady }),
    ),
  )
  const turn = new Map<number, number>()
  let next = 0
  return {
    sockets,
    quiet: makeQuiet(),
    origin,
    seats: practices.flatMap(seatsOf),
    async read(seats) {
      using connection = await Connection.open(origin)
      for (const { auth, scheduleId, events } of seats) {
        const path = events.includes(QUEUE) ? `/doctor/schedules/${scheduleId}/queue` : `/patient/schedules/${scheduleId}`
        await connection.done(requestBytes('GET', host, path, [`authorization: Bearer ${auth['token']}`]))
      }
    },
    spread: (among) =>
      Promise.resolve(
        Array.from({ length: SPREAD_POSTS }, () => {
          const practice = next++ % among
          const times = turn.get(practice) ?? 0
          turn.set(practice, times + 1)
          return { bytes: toggles[practice]![times % 2]!, practice }
        }),
      ),
    async oneRoom() {
      using connection = await Connection.open(origin)
      const posts: Post[] = []
      const plan = { date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), startTime: '09:00', endTime: '17:00' }
      for (let n = 0; n < ROOM_POSTS; n += 2) {
        const body = await connection.done(requestBytes('POST', host, '/doctor/schedules', as(starter), plan))
        const { id } = JSON.parse(body) as { id: string }
        for (const step of ['start', 'end']) {
          const bytes = requestBytes('POST', host, `/doctor/schedules/${id}/${step}`, as(starter))
          posts.push({ bytes, practice: null })
        }
      }
      return posts
    },
  }
}

function floorSide(origin: string, sockets: Child, practices: number): Side {
  const { host } = new URL(origin)
  const post = (room: string): Buffer => requestBytes('POST', host, `/${room}`, [], { isReady: true })
  let next = 0
  return {
    sockets,
    quiet: makeQuiet(),
    origin,
    seats: Array.from({ length: practices }, (_, practice) => floorSeats(practice)).flat(),
    read: () => Promise.resolve(),
    spread: (among) =>
      Promise.resolve(
        Array.from({ length: SPREAD_POSTS }, () => {
          const practice = next++ % among
          return { bytes: post(String(practice)), practice }
        }),
      ),
    oneRoom: () => Promise.resolve(Array.from({ length: ROOM_POSTS }, () => ({ bytes: post('all'), practice: null }))),
  }
}

/**
 * One durable change → its event, with 100 to 5,000 sockets connected: received by one doctor among many practices, and by
 * everybody at once. The floor is that of `event-way`, with as many sockets.
 */
export async function eventLatency(): Promise<Finding[]> {
  const count = SIZES.at(-1)! / (PATIENTS + 1)
  await using product = await startFilled(
    async (store) => {
      const seed = makeSeed(store)
      const starter = await seed.person('DOCTOR', 'Dr. Ben Osei')
      const practices: SeededPractice[] = []
      for (let n = 0; n < count; n++) practices.push(await seed.practice({ waiting: PATIENTS }))
      await seed.flush()
      return { starter, practices }
    },
    { JWT_SECRET },
  )
  await using floor = await startFloor(new URL('floor-event.ts', import.meta.url), { FLOOR_PRACTICES: String(count) })
  // Each side's sockets are in a separate process.
  await using productSockets = await startChild(new URL('sockets.ts', import.meta.url))
  await using floorSockets = await startChild(new URL('sockets.ts', import.meta.url))
  const { starter, practices } = product.filled
  const ofProduct = productSide(product.url, productSockets, practices, starter)
  const ofFloor = floorSide(floor.origin, floorSockets, count)

  const findings: Finding[] = []
  let open = 0
  for (const size of SIZES) {
    for (const { sockets, origin, seats, read } of [ofFloor, ofProduct]) {
      const more = seats.slice(open, size)
      await openOn(sockets, origin, more)
      await read(more)
    }
    open = size
    const among = size / (PATIENTS + 1)
    const run = (side: Side, kind: 'spread' | 'oneRoom') => async (): Promise<number[]> =>
      timesOf(side, await side[kind](among), kind === 'spread' ? QUEUE : STARTS, kind === 'spread' ? 1 : size)
    for (const kind of ['spread', 'oneRoom'] as const) {
      const what = `event latency, ${size} sockets ${kind === 'spread' ? 'over many rooms' : 'in one room'}`
      findings.push(...(await compared(what, run(ofFloor, kind), run(ofProduct, kind))))
    }
  }
  return findings
}
