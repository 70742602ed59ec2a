import type { Product } from './product.ts'
import { each, openPractice, register, type Member, type Practice } from './clinic.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startProduct } from './product.ts'
import { compare, inRounds, median } from './statistics.ts'

const SHORT = 10
const LONG = 5_000
const ROUNDS = 10
const PROBES = 20

interface Times {
  readonly joins: number[]
  readonly changes: number[]
}

const newestRev = (queue: string): number => Math.max(0, ...(JSON.parse(queue) as { rev: number }[]).map((entry) => entry.rev))

/** A queue and the newest of its changes that the doctor has read. */
interface Queue {
  readonly practice: Practice
  rev: number
}

/**
 * Lets each probe join, the doctor read what is new since then, and the probe leave again: the length stays what it was.
 * Nothing is read whole in between, which would leave its garbage to whoever is measured next.
 */
async function joinAndRead(connection: Connection, host: string, queue: Queue, probes: readonly Member[]): Promise<Times> {
  const { practice } = queue
  const send = async (member: Member, method: string, path: string): Promise<{ ms: number; body: string }> => {
    const bytes = requestBytes(method, host, path, [`authorization: Bearer ${member.token}`])
    const begin = performance.now()
    const { status, body } = await connection.send(bytes)
    const ms = performance.now() - begin
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${body}`)
    return { ms, body }
  }
  const path = `/doctor/schedules/${practice.scheduleId}/queue`
  const times: Times = { joins: [], changes: [] }
  for (const probe of probes) {
    times.joins.push((await send(probe, 'POST', `/patient/schedules/${practice.scheduleId}/join-queue`)).ms)
    const change = await send(practice.doctor, 'GET', `${path}?since=${queue.rev}`)
    times.changes.push(change.ms)
    queue.rev = newestRev(change.body)
    await send(probe, 'POST', `/patient/schedules/${practice.scheduleId}/leave-queue`)
  }
  return times
}

async function wholeRead(connection: Connection, host: string, { doctor, scheduleId }: Practice, length: number): Promise<number> {
  const bytes = requestBytes('GET', host, `/doctor/schedules/${scheduleId}/queue`, [`authorization: Bearer ${doctor.token}`])
  const begin = performance.now()
  const { body } = await connection.send(bytes)
  const ms = performance.now() - begin
  const read = (JSON.parse(body) as unknown[]).length
  if (read !== length) throw new Error(`the queue of ${length} reads as ${read}`)
  return ms
}

const registerProbes = (product: Product): Promise<Member[]> =>
  each(PROBES, (index) => register(product, 'PATIENT', `Probe Number ${index + 1}`))

/** Joining and reading a queue of 5,000 against one of 10, on the same server. */
export async function queueLength(): Promise<Finding[]> {
  await using product = await startProduct()
  const { host } = new URL(product.url)
  const short = { practice: await openPractice(product, SHORT), rev: SHORT }
  const long = { practice: await openPractice(product, LONG), rev: LONG }
  const probes = await registerProbes(product)
  using connection = await Connection.open(product.url)

  const changes: { short: number[]; long: number[] } = { short: [], long: [] }
  const side = (length: 'short' | 'long') => async (): Promise<number> => {
    const times = await joinAndRead(connection, host, length === 'short' ? short : long, probes)
    changes[length].push(median(times.changes))
    return median(times.joins)
  }
  await inRounds(2, side('short'), side('long'))
  changes.short.length = changes.long.length = 0
  const joins = compare(await inRounds(ROUNDS, side('short'), side('long')))
  const change = compare(changes.long.map((ms, round) => ({ product: ms, floor: changes.short[round]! })))
  const whole = compare(
    await inRounds(
      ROUNDS,
      () => wholeRead(connection, host, short.practice, SHORT),
      () => wholeRead(connection, host, long.practice, LONG),
    ),
  )
  const finding = (what: string, { product: atLong, floor: atShort, ratio }: typeof joins, aim: Finding['aim']): Finding => ({
    what: `${what}, queue of ${LONG} against ${SHORT}`,
    product: `${atLong.toFixed(2)} ms`,
    floor: `${atShort.toFixed(2)} ms`,
    value: ratio,
    aim,
  })
  return [finding('join', joins, { atMost: 1.3 }), finding('read a change (?since)', change, null), finding('read it whole', whole, null)]
}
