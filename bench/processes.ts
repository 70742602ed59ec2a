import { availableParallelism } from 'node:os'
import type { Store } from '../server/src/store/store.ts'
import { newDatabase, provideMongo, type MongoServer } from '../testing/mongo-server.ts'
import { provideRedis, type RedisServer } from '../testing/redis-server.ts'
import { startChild, startFloor, type Child } from './child.ts'
import type { Encounter } from './consultations.ts'
import type { Finding } from './finding.ts'
import { AT_ONCE, encounter, floorEncounters, runConsultations, seedRounds } from './flows.ts'
import { answersOf, pollsOf, under, type Request } from './polled-reads.ts'
import { fillStore, onMongo, startProduct } from './product.ts'
import { JWT_SECRET, makeSeed, type SeededPractice } from './seed.ts'
import { compare, inTurns, median, type Compared } from './statistics.ts'

const WARM_UPS = 2
const ROUNDS = 4
/** For each process, so that each of two works and warms up as much as a single one. */
const CONNECTIONS = 16
const READS = { product: 400, floor: 6_000 } as const
/** For each process. */
const ENCOUNTERS = { product: 8, floor: 64 } as const
/** Two servers, MongoDB, Redis, the clients and this process: with fewer cores they compete, and the rate says more about the machine. */
const CORES = 6

/** Capacity is measured at this fraction of one process's full rate, at which the database is no bottleneck and both sides wait equally. */
const UNHURRIED = 0.3

const AIM = { atLeast: 1.7 } as const

/** The processes of one server, or of the floor. */
interface Group {
  readonly origins: readonly string[]
  readonly pids: readonly number[]
}

interface Cost {
  readonly perSecond: number
  /** Of all processes together. */
  readonly milliseconds: number
}

type Side = 'one' | 'two' | 'floorOne' | 'floorTwo'
/** As fast as possible, or at a given rate. */
type Pace = { readonly perSecond?: number }
type Sides = Readonly<Record<Side, (pace?: Pace) => Promise<Cost>>>

const perSecond = (value: number): string => `${value.toFixed(0)}/s`

const rate = ({ product, floor, ratio }: Compared): Pick<Finding, 'product' | 'floor' | 'value'> => ({
  product: perSecond(product),
  floor: perSecond(floor),
  value: ratio,
})

/** The rate of two processes against one, the same for the floor, and the capacity of two by their processor time. */
async function findingsOf(what: string, sides: Sides): Promise<Finding[]> {
  await inTurns(WARM_UPS, sides)
  const rounds = await inTurns(ROUNDS, sides)
  const against = (two: Side, one: Side): Compared =>
    compare(rounds.map((round) => ({ product: round[two].perSecond, floor: round[one].perSecond })))
  const each = UNHURRIED * median(rounds.map(({ one }) => one.perSecond))
  const unhurried = await inTurns(ROUNDS, {
    one: () => sides.one({ perSecond: each }),
    two: () => sides.two({ perSecond: 2 * each }),
  })
  const cost = compare(unhurried.map(({ one, two }) => ({ product: one.milliseconds, floor: two.milliseconds })))
  return [
    {
      what: `${what}, rate of two processes against one`,
      ...rate(against('two', 'one')),
      aim: availableParallelism() < CORES ? null : AIM,
    },
    { what: `${what}, rate of two bare Fastifys against one`, ...rate(against('floorTwo', 'floorOne')), aim: null },
    {
      what: `${what}, capacity of two processes against one`,
      product: `${cost.floor.toFixed(2)} ms`,
      floor: `${cost.product.toFixed(2)} ms`,
      value: 2 * cost.ratio,
      aim: AIM,
    },
  ]
}

interface Filling {
  readonly rounds: SeededPractice[][]
}

/** Starts `count` processes on their own database and Redis. */
async function startGroup(stack: AsyncDisposableStack, mongo: MongoServer, { url }: RedisServer, count: number): Promise<Group & Filling> {
  const database = stack.use(newDatabase(mongo))
  const rounds = await fillStore({ dataDir: '', mongo: database }, fillFor(count))
  const servers = []
  for (let n = 0; n < count; n++) servers.push(stack.use(await startProduct({ JWT_SECRET, REDIS_URL: url, ...onMongo(database) })))
  return { origins: servers.map((server) => server.url), pids: servers.map(({ pid }) => pid), rounds }
}

const fillFor =
  (processCount: number) =>
  async (store: Store): Promise<SeededPractice[][]> => {
    const seed = makeSeed(store)
    const rounds = await seedRounds(seed, WARM_UPS + 2 * ROUNDS, ENCOUNTERS.product * processCount)
    await seed.flush()
    return rounds
  }

async function startFloors(stack: AsyncDisposableStack, script: string, environment: Record<string, string> = {}): Promise<[Group, Group]> {
  const first = stack.use(await startFloor(new URL(script, import.meta.url), environment))
  const second = stack.use(await startFloor(new URL(script, import.meta.url), environment))
  const both = [first, second]
  const group = (of: typeof both): Group => ({ origins: of.map(({ origin }) => origin), pids: of.map((floor) => floor.process.pid!) })
  return [group([first]), group(both)]
}

async function reads(one: Group, two: Group): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const requests = { one: await pollsOf({ url: one.origins[0]! }), two: await pollsOf({ url: two.origins[0]! }) }
  const FLOOR_ANSWERS = JSON.stringify(await answersOf({ url: one.origins[0]! }, requests.one))
  const [floorOne, floorTwo] = await startFloors(stack, 'floor-reads.ts', { FLOOR_ANSWERS })
  const load = stack.use(await startChild(new URL('load.ts', import.meta.url)))
  const side =
    ({ origins, pids }: Group, asked: readonly Request[], count: number) =>
    async (pace: Pace = {}): Promise<Cost> => {
      const { perSecond, microseconds } = await under(load, pids, {
        origins,
        requests: asked,
        connections: CONNECTIONS * origins.length,
        count: count * origins.length,
        awake: false,
        ...pace,
      })
      return { perSecond, milliseconds: microseconds / 1000 }
    }
  const ofFloor = requests.one.map(({ headers }, n) => ({ path: `/${n}`, headers }))
  return await findingsOf('polled reads', {
    one: side(one, requests.one, READS.product),
    two: side(two, requests.two, READS.product),
    floorOne: side(floorOne, ofFloor, READS.floor),
    floorTwo: side(floorTwo, ofFloor, READS.floor),
  })
}

/** As a proxy without stickiness distributes people: every other doctor is on another process than their patients. */
const spread = (origins: readonly string[], practices: readonly SeededPractice[]): Encounter[] =>
  practices.map((practice, n) => encounter(practice, origins[n % origins.length]!, origins[Math.floor(n / 2) % origins.length]))

async function flows(one: Group & Filling, two: Group & Filling): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const [floorOne, floorTwo] = await startFloors(stack, 'floor-flows.ts')
  const load: Child = stack.use(await startChild(new URL('consultations.ts', import.meta.url)))
  const product =
    ({ origins, pids, rounds }: Group & Filling) =>
    (pace: Pace = {}): Promise<Cost> =>
      runConsultations(load, pids, spread(origins, rounds.pop()!), 'events', { atOnce: AT_ONCE * origins.length, ...pace })
  // The floors share nothing: each has its own doctors and patients.
  const floor =
    ({ origins, pids }: Group) =>
    (): Promise<Cost> =>
      runConsultations(
        load,
        pids,
        origins.flatMap((origin) => floorEncounters(origin, ENCOUNTERS.floor)),
        'events',
        { atOnce: AT_ONCE * origins.length },
      )
  return await findingsOf('consultations by events', {
    one: product(one),
    two: product(two),
    floorOne: floor(floorOne),
    floorTwo: floor(floorTwo),
  })
}

/** One process and two on one MongoDB, with Redis: polled reads and consultations. Skipped without these services. */
export async function processes(): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const mongo = stack.use(await provideMongo())
  const redis = [stack.use(await provideRedis()), stack.use(await provideRedis())]
  if (mongo === null || redis[0] === null || redis[1] === null) {
    console.error('processes: skipped, since there is no MongoDB (MONGO_TEST_URL or an installed mongod) or no installed redis-server')
    return []
  }
  const one = await startGroup(stack, mongo, redis[0]!, 1)
  const two = await startGroup(stack, mongo, redis[1]!, 2)
  return [...(await reads(one, two)), ...(await flows(one, two))]
}
