import { ask, processorMs, startChild, startFloor, type Child } from './child.ts'
import type { Participant } from './consultation.ts'
import type { ConsultationsAsk, ConsultationsDone, Lane, Told } from './consultations.ts'
import type { Finding } from './finding.ts'
import { startFilled } from './product.ts'
import { JWT_SECRET, makeSeed, type Seed, type SeededPractice } from './seed.ts'
import { compare, inRounds, median } from './statistics.ts'

const ROUNDS = 8
const WARM_UPS = 2
const LANES = 8
const PATIENTS = 12
const BOTH: readonly Told[] = ['events', 'polling']

/** Consultations a second, and the processor time each costs all of the servers, in milliseconds. */
export interface FlowCost {
  readonly perSecond: number
  readonly milliseconds: number
}

/** Sees all patients of some lanes, so many a second where that is given. Connecting is not counted. */
export async function see(
  load: Child,
  serverPids: readonly number[],
  lanes: readonly Lane[],
  told: Told,
  pace: { readonly perSecond?: number } = {},
): Promise<FlowCost> {
  const flows = lanes.reduce((count, { patients }) => count + patients.length, 0)
  await ask(load, { open: lanes, told } satisfies ConsultationsAsk)
  const before = await processorMs(...serverPids)
  const { seconds } = await ask<ConsultationsDone>(load, { go: true, ...pace } satisfies ConsultationsAsk)
  return { perSecond: flows / seconds, milliseconds: ((await processorMs(...serverPids)) - before) / flows }
}

/** New practices for every round, so that each finds the same queues. */
export async function seedLanes(seed: Seed, rounds: number, lanes: number, patients: number): Promise<SeededPractice[][]> {
  const all: SeededPractice[][] = []
  for (let round = 0; round < rounds; round++) {
    const practices: SeededPractice[] = []
    for (let n = 0; n < lanes; n++) practices.push(await seed.practice({ others: patients }))
    all.push(practices)
  }
  return all
}

export const lanesAt = (origin: string, practices: readonly SeededPractice[]): Lane[] =>
  practices.map((practice) => ({ ...practice, doctorAt: origin, patientsAt: origin }))

const named = (id: string): Participant => ({ id, token: id })

/** The floor knows nobody: it is told who waits where by the names themselves. */
export const floorLanes = (origin: string, lanes: number, patientsEach: number): Lane[] =>
  Array.from({ length: lanes }, (_, lane) => {
    const patients = Array.from({ length: patientsEach }, (__, n) => named(`${lane}-${n}`))
    return { doctorAt: origin, patientsAt: origin, doctor: named(`doctor-${lane}`), scheduleId: `doctor-${lane}`, patients }
  })

/** Whole consultations, durable: told by events and told by polling, against a bare Fastify that commits as many rows. */
export async function flows(): Promise<Finding[]> {
  await using product = await startFilled(
    async (store) => {
      const seed = makeSeed(store)
      const rounds = await seedLanes(seed, (WARM_UPS + ROUNDS) * BOTH.length, LANES, PATIENTS)
      await seed.flush()
      return rounds
    },
    { JWT_SECRET },
  )
  await using floor = await startFloor(new URL('floor-flows.ts', import.meta.url))
  await using load = await startChild(new URL('consultations.ts', import.meta.url))

  const findings: Finding[] = []
  for (const told of BOTH) {
    const costs: { floor: number[]; product: number[] } = { floor: [], product: [] }
    const side = (name: 'floor' | 'product', pid: number, lanes: () => Lane[]) => async (): Promise<number> => {
      const { perSecond, milliseconds } = await see(load, [pid], lanes(), told)
      costs[name].push(milliseconds)
      return perSecond
    }
    const ofFloor = side('floor', floor.process.pid!, () => floorLanes(floor.origin, LANES, PATIENTS))
    const ofProduct = side('product', product.pid, () => lanesAt(product.url, product.filled.pop()!))
    await inRounds(WARM_UPS, ofFloor, ofProduct)
    costs.floor.length = costs.product.length = 0
    const rate = compare(await inRounds(ROUNDS, ofFloor, ofProduct))
    const cost = { product: median(costs.product), floor: median(costs.floor) }
    const [perSecond, ms] = [(value: number) => `${value.toFixed(0)}/s`, (value: number) => `${value.toFixed(1)} ms`]
    findings.push(
      {
        what: `consultations by ${told}, rate`,
        product: perSecond(rate.product),
        floor: perSecond(rate.floor),
        value: rate.ratio,
        aim: null,
      },
      {
        what: `consultations by ${told}, processor time each`,
        product: ms(cost.product),
        floor: ms(cost.floor),
        value: cost.product / cost.floor,
        aim: null,
      },
    )
  }
  return findings
}
