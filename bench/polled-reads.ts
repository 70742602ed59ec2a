import type { Product } from './product.ts'
import { ask, processorMs, startChild, startFloor, type Child } from './child.ts'
import { openPractice, type Member, type Practice } from './clinic.ts'
import type { Finding } from './finding.ts'
import type { Load, LoadDone } from './load.ts'
import { startProduct } from './product.ts'
import { compare, inRounds, median } from './statistics.ts'

const ROUNDS = 10
const REQUESTS_A_ROUND = 9_000
const CONNECTIONS = 16
const PRACTICES = 4

export type Request = Load['requests'][number]

const asBrowser = ({ cookie }: Member): string[] => [`cookie: ${cookie.name}=${cookie.value}`]

/** What a practice's pages poll during an open invitation: the queue of 10, the invitation, the call session. */
export async function pollsOf(product: Pick<Product, 'url'>): Promise<Request[]> {
  const { doctor, scheduleId, patients }: Practice = await openPractice(product, 10)
  const patient = patients[0]!
  await patient.call('toggleReady', { params: { id: scheduleId }, body: { isReady: true } })
  const call = await doctor.call('startCall', { params: { id: scheduleId }, body: { patientId: patient.user.id } })
  return [
    { path: `/doctor/schedules/${scheduleId}/queue`, headers: asBrowser(doctor) },
    { path: '/patient/pending-invitation', headers: asBrowser(patient) },
    { path: `/call-sessions/${call.id}`, headers: asBrowser(patient) },
  ]
}

export async function answersOf(product: Pick<Product, 'url'>, requests: readonly Request[]): Promise<unknown[]> {
  return Promise.all(
    requests.map(async ({ path, headers }) => {
      const reply = await fetch(product.url + path, { headers: headers.map((line) => line.split(': ') as [string, string]) })
      const answer: unknown = await reply.json()
      if (!reply.ok || answer === null) throw new Error(`${path}: ${reply.status} ${JSON.stringify(answer)}`)
      return answer
    }),
  )
}

/** Requests answered per second, and the processor time of all servers for each. */
export interface ReadCost {
  readonly perSecond: number
  readonly microseconds: number
}

export async function under(load: Child, serverPids: readonly number[], asked: Load): Promise<ReadCost> {
  const before = await processorMs(...serverPids)
  const { seconds, refused } = await ask<LoadDone>(load, asked)
  if (refused > 0) throw new Error(`${refused} of ${asked.count} requests were not answered with 200`)
  const used = (await processorMs(...serverPids)) - before
  return { perSecond: asked.count / seconds, microseconds: (used * 1000) / asked.count }
}

const micros = (value: number): string => `${value.toFixed(0)} µs`

/** Queue of 10, pending invitation and call session at 1:1:1, all checks on except rate limits, against a bare Fastify that returns the same objects. */
export async function polledReads(): Promise<Finding[]> {
  await using product = await startProduct()
  const requests: Request[] = []
  for (let i = 0; i < PRACTICES; i++) requests.push(...(await pollsOf(product)))
  const answers = await answersOf(product, requests)
  await using floor = await startFloor(new URL('floor-reads.ts', import.meta.url), { FLOOR_ANSWERS: JSON.stringify(answers) })
  await using load = await startChild(new URL('load.ts', import.meta.url))

  const costs: { floor: number[]; product: number[] } = { floor: [], product: [] }
  const common = { connections: CONNECTIONS, count: REQUESTS_A_ROUND, awake: true }
  const side = (name: 'floor' | 'product', serverPid: number, asked: Load) => async (): Promise<number> => {
    const { perSecond, microseconds } = await under(load, [serverPid], asked)
    costs[name].push(microseconds)
    return perSecond
  }
  const ofFloor = side('floor', floor.process.pid!, {
    origins: [floor.origin],
    requests: requests.map(({ headers }, n) => ({ path: `/${n}`, headers })),
    ...common,
  })
  const ofProduct = side('product', product.pid, { origins: [product.url], requests, ...common })
  await inRounds(2, ofFloor, ofProduct)
  costs.floor.length = costs.product.length = 0
  const rate = compare(await inRounds(ROUNDS, ofFloor, ofProduct))
  const cost = { floor: median(costs.floor), product: median(costs.product) }
  return [
    {
      what: 'polled reads, rate',
      product: `${rate.product.toFixed(0)}/s`,
      floor: `${rate.floor.toFixed(0)}/s`,
      value: rate.ratio,
      aim: { atLeast: 0.5 },
    },
    {
      what: 'polled reads, processor time each',
      product: micros(cost.product),
      floor: micros(cost.floor),
      value: cost.product / cost.floor,
      aim: null,
    },
  ]
}
