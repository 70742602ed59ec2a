import { availableParallelism } from 'node:os'
import type { Store } from '../server/src/store/store.ts'
import { newDatabase, provideMongo, type MongoServer } from '../testing/mongo-server.ts'
import { provideRedis, type RedisServer } from '../testing/redis-server.ts'
import { startChild, startFloor, type Child } from './child.ts'
import type { Encounter } from './consultations.ts'
import type { Finding } from './finding.ts'
import { AT_ONCE, encounter, floorEncounters, see, seedRounds } from './flows.ts'
import { answersOf, pollsOf, under, type Request } from './polled-reads.ts'
import { fillStore, onMongo, startProduct } from './product.ts'
import { JWT_SECRET, makeSeed, type SeededPractice } from './seed.ts'
import { compare, inTurns, median, type Compared } from './statistics.ts'

const WARM_UPS = 2
const ROUNDS = 4
/** Of each process, so that one of two works and warms up as much as one alone. */
const CONNECTIONS = 16
const READS = { product: 400, floor: 6_000 } as const
/** Of each process. */
const ENCOUNTERS = { product: 8, floor: 64 } as const
/** Two servers, MongoDB, Redis, the clients and this: with fewer cores they take each other's, and the rate tells about the machine. */
const CORES = 6

/** The capacity is measured while each process does this part of what one alone can: the database is no narrow place, and both sides wait alike. */
const UNHURRIED = 0.3

const AIM = { atLeast: 1.7 } as const

/** Some processes of one server, or of the floor. */
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
/** As fast as it goes, or so many a second. */
type Pace = { readonly perSecond?: number }
type Sides = Readonly<Record<Side, (pace?: Pace) => Promise<Cost>>>

const perSecond = (value: number): string => `${value.toFixed(0)}/s`

const rate = ({ product, floor, ratio }: Compared): Pick<Finding, 'product' | 'floor' | 'value'> => ({
  product: perSecond(product),
  floor: perSecond(floor),
  value: ratio,
})

/** The rate of two processes against one, the floor's, and what two could do by the processor time they take. */
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

/** `count` processes on a database and a Redis of their own. */
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

/** As a proxy spreads people who do not know each other: every other doctor sits on another process than the patients. */
const spread = (origins: readonly string[], practices: readonly SeededPractice[]): Encounter[] =>
  practices.map((practice, n) => encounter(practice, origins[n % origins.length]!, origins[Math.floor(n / 2) % origins.length]))

async function flows(one: Group & Filling, two: Group & Filling): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const [floorOne, floorTwo] = await startFloors(stack, 'floor-flows.ts')
  const load: Child = stack.use(await startChild(new URL('consultations.ts', import.meta.url)))
  const product =
    ({ origins, pids, rounds }: Group & Filling) =>
    (pace: Pace = {}): Promise<Cost> =>
      see(load, pids, spread(origins, rounds.pop()!), 'events', { atOnce: AT_ONCE * origins.length, ...pace })
  // A floor knows nothing of the other: each has its own doctors and patients.
  const floor =
    ({ origins, pids }: Group) =>
    (): Promise<Cost> =>
      see(
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

/** One process and two on one MongoDB, with Redis: polled reads and consultations. Without these services it is passed over. */
export async function processes(): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const mongo = stack.use(await provideMongo())
  const redis = [stack.use(await provideRedis()), stack.use(await provideRedis())]
  if (mongo === null || redis[0] === null || redis[1] === null) {
    console.error('processes: passed over, since there is no MongoDB (MONGO_TEST_URL or an installed mongod) or no installed redis-server')
    return []
  }
  const one = await startGroup(stack, mongo, redis[0]!, 1)
  const two = await startGroup(stack, mongo, redis[1]!, 2)
  return [...(await reads(one, two)), ...(await flows(one, two))]
}
