import * as fc from 'fast-check'
import type { Row } from '../store/rows.ts'
import type { World } from './race-world.ts'

/** One thing that somebody does, by numbers, so that it can be drawn, shown and made smaller. */
export interface Step {
  readonly act: keyof typeof acts | 'advance' | 'sweep' | 'pass' | 'crash'
  /** Taken round: the process that is asked, the practice, the patient. */
  readonly process: number
  readonly practice: number
  readonly patient: number
  /** Which of two ways, where there are two: ready or not, forced or not, this side or the other. */
  readonly way: boolean
  readonly ms: number
  /** The same request once more, at the same time. */
  readonly twice: boolean
}

type Act = (world: World, step: Step, call: Row<'call_sessions'> | null) => Promise<unknown> | null

const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!
const doctorOf = (world: World, { practice }: Step) => at(world.people.doctors, practice % world.schedules.length)
const patientOf = (world: World, { patient }: Step) => at(world.people.patients, patient)
const scheduleOf = (world: World, { practice }: Step): { id: string } => ({ id: at(world.schedules, practice) })

const acts = {
  start: (world, step) => world.request(step.process, doctorOf(world, step), 'startPractice', { params: scheduleOf(world, step) }),
  end: (world, step) =>
    world.request(step.process, doctorOf(world, step), 'endPractice', { params: scheduleOf(world, step), body: { force: step.way } }),
  join: (world, step) => world.request(step.process, patientOf(world, step), 'joinQueue', { params: scheduleOf(world, step) }),
  ready: (world, step) =>
    world.request(step.process, patientOf(world, step), 'toggleReady', { params: scheduleOf(world, step), body: { isReady: step.way } }),
  leave: (world, step) => world.request(step.process, patientOf(world, step), 'leaveQueue', { params: scheduleOf(world, step) }),
  startCall: (world, step) => {
    const patientId = patientOf(world, step).person.userId
    const body = { patientId, ...(step.way && { doctorPeerId: 'doctor-along' }) }
    return world.request(step.process, doctorOf(world, step), 'startCall', { params: scheduleOf(world, step), body })
  },
  reset: (world, step) => {
    const params = { ...scheduleOf(world, step), patientId: patientOf(world, step).person.userId }
    return world.request(step.process, doctorOf(world, step), 'resetPatient', { params })
  },
  confirm: (world, step, call) =>
    call &&
    world.request(step.process, patientOf(world, step), 'confirmCall', {
      params: { id: call.id },
      body: step.way ? { patientPeerId: 'patient-along' } : {},
    }),
  decline: (world, step, call) => call && world.request(step.process, patientOf(world, step), 'declineCall', { params: { id: call.id } }),
  cancel: (world, step, call) => call && world.request(step.process, doctorOf(world, step), 'cancelCall', { params: { id: call.id } }),
  setPeerId: (world, step, call) =>
    call &&
    (step.way
      ? world.request(step.process, doctorOf(world, step), 'doctorSetPeerId', {
          params: { id: call.id },
          body: { peerId: `doctor-${step.ms}` },
        })
      : world.request(step.process, patientOf(world, step), 'patientSetPeerId', {
          params: { id: call.id },
          body: { peerId: `patient-${step.ms}` },
        })),
  activate: (world, step, call) =>
    call &&
    world.request(step.process, step.way ? doctorOf(world, step) : patientOf(world, step), 'activateCall', { params: { id: call.id } }),
  endCall: (world, step, call) =>
    call &&
    (step.way
      ? world.request(step.process, doctorOf(world, step), 'doctorEndCall', { params: { id: call.id } })
      : world.request(step.process, patientOf(world, step), 'patientEndCall', { params: { id: call.id } })),
  look: (world, step) => world.request(step.process, patientOf(world, step), 'pendingInvitation', {}),
  viewQueue: (world, step) => world.request(step.process, doctorOf(world, step), 'viewQueue', { params: scheduleOf(world, step) }),
  viewSchedule: (world, step) => world.request(step.process, patientOf(world, step), 'viewSchedule', { params: scheduleOf(world, step) }),
} as const satisfies Record<string, Act>

/** What would come next for this patient in this practice if nothing stood in the way; null once the practice is over. */
async function nextAct(world: World, step: Step): Promise<{ act: keyof typeof acts; way: boolean } | null> {
  const { schedules, queue_entries, call_sessions } = await world.state()
  const { id } = scheduleOf(world, step)
  const { status } = schedules.find((row) => row.id === id)!
  if (status !== 'ONLINE') return status === 'UPCOMING' ? { act: 'start', way: true } : null
  const patientId = patientOf(world, step).person.userId
  const entry = queue_entries.findLast((row) => row.scheduleId === id && row.patientId === patientId)
  const call = call_sessions.find((row) => row.id === entry?.callSessionId)
  switch (entry?.status) {
    case undefined:
    case 'LEFT':
      return { act: 'join', way: true }
    case 'WAITING':
      return { act: 'ready', way: true }
    case 'READY':
      return { act: call ? 'confirm' : 'startCall', way: step.way }
    case 'IN_CALL':
      if (call?.doctorPeerId === null) return { act: 'setPeerId', way: true }
      if (call?.patientPeerId === null) return { act: 'setPeerId', way: false }
      return { act: call?.status === 'ACTIVE' ? 'endCall' : 'activate', way: step.way }
    case 'DONE':
      return { act: 'reset', way: true }
    case 'CLOSED':
      break
  }
  return null
}

/** The newest call of the step's practice and patient. */
async function callOf(world: World, step: Step): Promise<Row<'call_sessions'> | null> {
  const { id } = scheduleOf(world, step)
  const patientId = patientOf(world, step).person.userId
  const { call_sessions } = await world.state()
  return call_sessions.findLast((call) => call.scheduleId === id && call.patientId === patientId) ?? null
}

/** The works of a round: each step, and those that come twice once more. */
export const worksOf = (world: World, steps: readonly Step[]): (() => Promise<void>)[] =>
  steps.flatMap((it) => Array.from({ length: it.twice ? 2 : 1 }, () => () => take(world, it)))

/** Does the step; resolves when it has been served, refused, or its process was killed. */
export async function take(world: World, step: Step): Promise<void> {
  await world.turn(step.act)
  if (step.act === 'pass') world.pass(step.ms)
  else if (step.act === 'crash') world.crash(step.process)
  else if (step.act === 'sweep') await world.sweep(step.process)
  else {
    const next = step.act === 'advance' ? await nextAct(world, step) : { act: step.act, way: step.way }
    if (next !== null) await (acts[next.act] as Act)(world, { ...step, way: next.way }, await callOf(world, step))
  }
}

/** Mostly what leads on, so that calls come about; everything else often enough to get in between. */
const act = fc.oneof(
  { weight: 12, arbitrary: fc.constant('advance' as const) },
  { weight: 12, arbitrary: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[]).filter((name) => name !== 'end')) },
  { weight: 1, arbitrary: fc.constantFrom('end', 'sweep', 'pass', 'crash') },
)

export const step: fc.Arbitrary<Step> = fc.record({
  act,
  process: fc.nat(1),
  practice: fc.oneof({ weight: 4, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(3) }),
  patient: fc.nat(2),
  way: fc.boolean(),
  ms: fc.constantFrom(1, 1000, 30_000, 59_999, 60_000, 120_000),
  twice: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})
