import { ask, processorMs, startChild, startFloor, type Child } from './child.ts'
import type { Participant } from './consultation.ts'
import type { ConsultationsAsk, ConsultationsDone, Encounter, Delivery } from './consultations.ts'
import type { Finding } from './finding.ts'
import { startFilled } from './product.ts'
import { JWT_SECRET, makeSeed, type Seed, type SeededPractice } from './seed.ts'
import { compare, inRounds, median } from './statistics.ts'

const ROUNDS = 8
const WARM_UPS = 2
const ENCOUNTERS = 96
/** Consultations at once. */
export const AT_ONCE = 8
const BOTH: readonly Delivery[] = ['events', 'polling']

/** Consultations per second, and the processor time of all servers for each, in milliseconds. */
export interface FlowCost {
  readonly perSecond: number
  readonly milliseconds: number
}

/** Runs some consultations, `atOnce` at a time and optionally at a given pace. Connecting is not counted. */
export async function runConsultations(
  load: Child,
  serverPids: readonly number[],
  encounters: readonly Encounter[],
  delivery: Delivery,
  pace: { readonly atOnce: number; readonly perSecond?: number },
): Promise<FlowCost> {
  await ask(load, { open: encounters, delivery } satisfies ConsultationsAsk)
  const before = await processorMs(...serverPids)
  const { seconds } = await ask<ConsultationsDone>(load, { go: true, ...pace } satisfies ConsultationsAsk)
  const count = encounters.length
  return { perSecond: count / seconds, milliseconds: ((await processorMs(...serverPids)) - before) / count }
}

/**
 * New practices for every round, each with one patient: a queue's events are coalesced to four a second, which
 * consecutive consultations in one practice would measure.
 */
export async function seedRounds(seed: Seed, rounds: number, encounters: number): Promise<SeededPractice[][]> {
  const all: SeededPractice[][] = []
  for (let round = 0; round < rounds; round++) {
    const practices: SeededPractice[] = []
    for (let n = 0; n < encounters; n++) practices.push(await seed.practice({ others: 1 }))
    all.push(practices)
  }
  return all
}

export const encounter = ({ doctor, scheduleId, patients }: SeededPractice, doctorAt: string, patientsAt = doctorAt): Encounter => ({
  doctorAt,
  patientsAt,
  doctor,
  scheduleId,
  patient: patients[0]!,
})

const named = (id: string): Participant => ({ id, token: id })

/** The floor has no accounts: ids double as tokens and say who waits where. */
export const floorEncounters = (origin: string, count: number): Encounter[] =>
  Array.from({ length: count }, (_, n) => ({
    doctorAt: origin,
    patientsAt: origin,
    doctor: named(`doctor-${n}`),
    scheduleId: `doctor-${n}`,
    patient: named(`patient-${n}`),
  }))

/** Whole consultations, durable, by events and by polling, against a bare Fastify that commits as many times. */
export async function flows(): Promise<Finding[]> {
  await using product = await startFilled(
    async (store) => {
      const seed = makeSeed(store)
      const rounds = await seedRounds(seed, (WARM_UPS + ROUNDS) * BOTH.length, ENCOUNTERS)
      await seed.flush()
      return rounds
    },
    { JWT_SECRET },
  )
  await using floor = await startFloor(new URL('floor-flows.ts', import.meta.url))
  await using load = await startChild(new URL('consultations.ts', import.meta.url))

  const findings: Finding[] = []
  for (const delivery of BOTH) {
    const costs: { floor: number[]; product: number[] } = { floor: [], product: [] }
    const side = (name: 'floor' | 'product', pid: number, encounters: () => Encounter[]) => async (): Promise<number> => {
      const { perSecond, milliseconds } = await runConsultations(load, [pid], encounters(), delivery, { atOnce: AT_ONCE })
      costs[name].push(milliseconds)
      return perSecond
    }
    const ofFloor = side('floor', floor.process.pid!, () => floorEncounters(floor.origin, ENCOUNTERS))
    const ofProduct = side('product', product.pid, () => product.filled.pop()!.map((practice) => encounter(practice, product.url)))
    await inRounds(WARM_UPS, ofFloor, ofProduct)
    costs.floor.length = costs.product.length = 0
    const rate = compare(await inRounds(ROUNDS, ofFloor, ofProduct))
    const cost = { product: median(costs.product), floor: median(costs.floor) }
    const [perSecond, ms] = [(value: number) => `${value.toFixed(0)}/s`, (value: number) => `${value.toFixed(1)} ms`]
    findings.push(
      {
        what: `consultations by ${delivery}, rate`,
        product: perSecond(rate.product),
        floor: perSecond(rate.floor),
        value: rate.ratio,
        aim: { atLeast: 0.7 },
      },
      {
        what: `consultations by ${delivery}, processor time each`,
        product: ms(cost.product),
        floor: ms(cost.floor),
        value: cost.product / cost.floor,
        aim: null,
      },
    )
  }
  return findings
}
