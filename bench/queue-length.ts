import { Client } from './consultation.ts'
import type { Finding } from './finding.ts'
import { startFilled } from './product.ts'
import { JWT_SECRET, makeSeed, type Person, type SeededPractice } from './seed.ts'
import { compare, inRounds, median } from './statistics.ts'

const SHORT = 10
const LONG = 10_000
const ROUNDS = 10
const PROBES = 20

/** In milliseconds, one of each per probe. */
interface Times {
  readonly joins: number[]
  readonly updates: number[]
}

/** A queue, its doctor, and the latest change that the doctor has read. */
interface Queue {
  readonly practice: SeededPractice
  readonly doctor: Client
  rev: number
}

const pathOf = ({ scheduleId }: SeededPractice): string => `/doctor/schedules/${scheduleId}/queue`

const elapsed = async <R>(work: () => Promise<R>): Promise<{ ms: number; answer: R }> => {
  const begin = performance.now()
  const answer = await work()
  return { ms: performance.now() - begin, answer }
}

/** The time from asking what changed until the parsed reply shows who joined. */
async function nextUpdate(queue: Queue, patientId: string): Promise<number> {
  const { ms, answer } = await elapsed(
    async () => JSON.parse(await queue.doctor.get(`${pathOf(queue.practice)}?since=${queue.rev}`)) as { rev: number; patientId: string }[],
  )
  if (!answer.some((entry) => entry.patientId === patientId)) throw new Error(`the change of ${patientId} is not in the doctor's update`)
  queue.rev = Math.max(queue.rev, ...answer.map(({ rev }) => rev))
  return ms
}

/**
 * For each probe: join, the doctor's update, leave, so that the length stays the same. The whole queue is not read in
 * between, since its garbage would be charged to the next measurement.
 */
async function joinAndUpdate(queue: Queue, probes: readonly (readonly [Client, Person])[]): Promise<Times> {
  const path = `/patient/schedules/${queue.practice.scheduleId}`
  const times: Times = { joins: [], updates: [] }
  for (const [client, { id }] of probes) {
    times.joins.push((await elapsed(() => client.post(`${path}/join-queue`))).ms)
    times.updates.push(await nextUpdate(queue, id))
    await client.post(`${path}/leave-queue`)
  }
  return times
}

async function wholeRead({ doctor, practice }: Queue, length: number): Promise<number> {
  const { ms, answer } = await elapsed(() => doctor.get(pathOf(practice)))
  const read = (JSON.parse(answer) as unknown[]).length
  if (read !== length) throw new Error(`the queue of ${length} reads as ${read}`)
  return ms
}

const lookAt = async (origin: string, practice: SeededPractice, length: number): Promise<Queue> => ({
  practice,
  doctor: await Client.open(origin, practice.doctor, false),
  rev: length,
})

/** Joining a queue of 10,000, the doctor's next update, and reading the whole queue, against a queue of 10 on the same server. */
export async function queueLength(): Promise<Finding[]> {
  await using product = await startFilled(
    async (store) => {
      const seed = makeSeed(store)
      const filled = {
        short: await seed.practice({ waiting: SHORT }),
        long: await seed.practice({ waiting: LONG }),
        probes: await seed.people(PROBES, 'PATIENT', 'Probe Number'),
      }
      await seed.flush()
      return filled
    },
    { JWT_SECRET },
  )
  using clients = new DisposableStack()
  const short = await lookAt(product.url, product.filled.short, SHORT)
  const long = await lookAt(product.url, product.filled.long, LONG)
  clients.use(short.doctor)
  clients.use(long.doctor)
  const probes: (readonly [Client, Person])[] = []
  for (const probe of product.filled.probes) probes.push([clients.use(await Client.open(product.url, probe, false)), probe])

  const updates: { short: number[]; long: number[] } = { short: [], long: [] }
  const side = (length: 'short' | 'long') => async (): Promise<number> => {
    const times = await joinAndUpdate(length === 'short' ? short : long, probes)
    updates[length].push(median(times.updates))
    return median(times.joins)
  }
  await inRounds(2, side('short'), side('long'))
  updates.short.length = updates.long.length = 0
  const joins = compare(await inRounds(ROUNDS, side('short'), side('long')))
  const update = compare(updates.long.map((ms, round) => ({ product: ms, floor: updates.short[round]! })))
  const whole = compare(
    await inRounds(
      ROUNDS,
      () => wholeRead(short, SHORT),
      () => wholeRead(long, LONG),
    ),
  )
  const finding = (what: string, { product: atLong, floor: atShort, ratio }: typeof joins, aim: Finding['aim']): Finding => ({
    what: `${what}, queue of ${LONG} against ${SHORT}`,
    product: `${atLong.toFixed(2)} ms`,
    floor: `${atShort.toFixed(2)} ms`,
    value: ratio,
    aim,
  })
  return [
    finding('join', joins, { atMost: 1.3 }),
    finding('the doctor’s next update', update, { atMost: 1.3 }),
    finding('read it whole', whole, null),
  ]
}
