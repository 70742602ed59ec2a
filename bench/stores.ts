import type { Store } from '../server/src/store/store.ts'
import { newDatabase, provideMongo } from '../testing/mongo-server.ts'
import { startChild, startFloor } from './child.ts'
import { Client, type Participant } from './consultation.ts'
import type { Finding } from './finding.ts'
import { AT_ONCE, encounter, floorEncounters, runConsultations, seedRounds } from './flows.ts'
import type { Load } from './load.ts'
import { answersOf, pollsOf, under, type ReadCost, type Request } from './polled-reads.ts'
import { startFilled, type Product } from './product.ts'
import { JWT_SECRET, makeSeed, type Person, type SeededPractice } from './seed.ts'
import { compare, inTurns, median } from './statistics.ts'

const WARM_UPS = 1
const ROUNDS = 5
const CONNECTIONS = 16
const WAITING = 10
const PROBES = 12

type Side = 'floor' | 'sqlite' | 'mongo'
type Sides<V> = Readonly<Record<Side, V>>
/** Chosen so that each side works for about a second. */
const READS: Sides<number> = { floor: 9_000, sqlite: 6_000, mongo: 400 }
const ENCOUNTERS: Sides<number> = { floor: 96, sqlite: 64, mongo: 16 }
const STORES = { sqlite: 'SQLite', mongo: 'MongoDB' } as const

/** One finding per store: its median, the floor's, and the median of the rounds' ratios. */
function linesOf<V>(what: string, rounds: readonly Sides<V>[], of: (value: V) => number, show: (value: number) => string): Finding[] {
  return (['sqlite', 'mongo'] as const).map((store) => {
    const { product, floor, ratio } = compare(rounds.map((round) => ({ product: of(round[store]), floor: of(round.floor) })))
    return { what: `${what} on ${STORES[store]}`, product: show(product), floor: show(floor), value: ratio, aim: null }
  })
}

async function measure<V>(sides: Sides<() => Promise<V>>): Promise<Sides<V>[]> {
  await inTurns(WARM_UPS, sides)
  return inTurns(ROUNDS, sides)
}

const perSecond = (value: number): string => `${value.toFixed(0)}/s`
const ms = (value: number): string => `${value.toFixed(2)} ms`

interface Filling {
  readonly queue: SeededPractice
  readonly probes: readonly Person[]
  readonly encounters: SeededPractice[][]
}
type Filled = Product & { readonly filled: Filling }
type Servers = Readonly<Record<keyof typeof STORES, Filled>>

const filling =
  (count: number) =>
  async (store: Store): Promise<Filling> => {
    const seed = makeSeed(store)
    const queue = await seed.practice({ waiting: WAITING })
    const probes = await seed.people(PROBES, 'PATIENT', 'Probe Number')
    const encounters = await seedRounds(seed, WARM_UPS + ROUNDS, count)
    await seed.flush()
    return { queue, probes, encounters }
  }

async function reads({ sqlite, mongo }: Servers): Promise<Finding[]> {
  const requests = { sqlite: await pollsOf(sqlite), mongo: await pollsOf(mongo) }
  const FLOOR_ANSWERS = JSON.stringify(await answersOf(sqlite, requests.sqlite))
  await using floor = await startFloor(new URL('floor-reads.ts', import.meta.url), { FLOOR_ANSWERS })
  await using load = await startChild(new URL('load.ts', import.meta.url))
  const side = (name: Side, pid: number, origin: string, asked: readonly Request[]) => (): Promise<ReadCost> => {
    // The client sleeps: the two cores are for the server and the database.
    const all: Load = { origins: [origin], requests: asked, connections: CONNECTIONS, count: READS[name], awake: false }
    return under(load, [pid], all)
  }
  const ofFloor = requests.sqlite.map(({ headers }, n) => ({ path: `/${n}`, headers }))
  const rounds = await measure({
    floor: side('floor', floor.process.pid!, floor.origin, ofFloor),
    sqlite: side('sqlite', sqlite.pid, sqlite.url, requests.sqlite),
    mongo: side('mongo', mongo.pid, mongo.url, requests.mongo),
  })
  return [
    ...linesOf('polled reads, rate,', rounds, (cost) => cost.perSecond, perSecond),
    ...linesOf(
      'polled reads, processor time each,',
      rounds,
      (cost) => cost.microseconds,
      (value) => `${value.toFixed(0)} µs`,
    ),
  ]
}

/** Median milliseconds of a join; each patient leaves again. */
async function joinsOf(origin: string, scheduleId: string, probes: readonly Participant[], leaves: boolean): Promise<number> {
  const times: number[] = []
  for (const probe of probes) {
    using client = await Client.open(origin, probe, false)
    const begin = performance.now()
    await client.post(`/patient/schedules/${scheduleId}/join-queue`)
    times.push(performance.now() - begin)
    if (leaves) await client.post(`/patient/schedules/${scheduleId}/leave-queue`)
  }
  return median(times)
}

async function commits({ sqlite, mongo }: Servers): Promise<Finding[]> {
  await using floor = await startFloor(new URL('floor-flows.ts', import.meta.url))
  await using load = await startChild(new URL('consultations.ts', import.meta.url))
  const probes = sqlite.filled.probes
  const joins = await measure({
    floor: () => joinsOf(floor.origin, 'queue', probes, false),
    sqlite: () => joinsOf(sqlite.url, sqlite.filled.queue.scheduleId, sqlite.filled.probes, true),
    mongo: () => joinsOf(mongo.url, mongo.filled.queue.scheduleId, mongo.filled.probes, true),
  })
  const seen =
    ({ url, pid, filled }: Filled) =>
    () =>
      runConsultations(
        load,
        [pid],
        filled.encounters.pop()!.map((practice) => encounter(practice, url)),
        'events',
        { atOnce: AT_ONCE },
      )
  const flows = await measure({
    floor: () =>
      runConsultations(load, [floor.process.pid!], floorEncounters(floor.origin, ENCOUNTERS.floor), 'events', { atOnce: AT_ONCE }),
    sqlite: seen(sqlite),
    mongo: seen(mongo),
  })
  return [
    ...linesOf('join, p50,', joins, (value) => value, ms),
    ...linesOf('consultations by events, rate,', flows, (cost) => cost.perSecond, perSecond),
    ...linesOf('consultations by events, processor time each,', flows, (cost) => cost.milliseconds, ms),
  ]
}

/** SQLite and MongoDB, each against the same floor: polled reads, a join and whole consultations. Skipped without a MongoDB. */
export async function stores(): Promise<Finding[]> {
  await using server = await provideMongo()
  if (server === null) {
    console.error('stores: skipped, since there is neither MONGO_TEST_URL nor an installed mongod')
    return []
  }
  await using database = newDatabase(server)
  await using sqlite = await startFilled(filling(ENCOUNTERS.sqlite), { JWT_SECRET })
  await using mongo = await startFilled(filling(ENCOUNTERS.mongo), { JWT_SECRET }, database)
  return [...(await reads({ sqlite, mongo })), ...(await commits({ sqlite, mongo }))]
}
