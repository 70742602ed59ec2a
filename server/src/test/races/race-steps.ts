import * as fc from 'fast-check'
import type { Row } from '../../store/row-types.ts'
import type { World } from './race-world.ts'

/** One action of a person, encoded by numbers, so that it can be generated, printed and shrunk. */
export interface Step {
  readonly act: keyof typeof acts | 'advance' | 'sweep' | 'pass' | 'crash'
  readonly process: number
  readonly doctor: number
  readonly patient: number
  /** One of the doctor's practices; null: the one that is open, or would be next. */
  readonly practice: number | null
  /** Chooses between two variants: with media or not, forced or not, one side or the other. */
  readonly way: boolean
  readonly ms: number
  /** Sends the same request twice concurrently. */
  readonly twice: boolean
}

/** The step with its subjects, as stored when it begins. */
interface Scene extends Step {
  readonly schedule: Row<'schedules'>
  /** The patient's latest entry in this practice. */
  readonly entry: Row<'queue_entries'> | null
  /** The patient's latest call in this practice. */
  readonly call: Row<'call_sessions'> | null
}

type Act = (world: World, scene: Scene) => Promise<unknown> | null

const doctorOf = (world: World, { doctor }: Step) => world.people.doctors[doctor]!
const patientOf = (world: World, { patient }: Step) => world.people.patients[patient]!
const scheduleOf = ({ schedule }: Scene): { id: string } => ({ id: schedule.id })

const acts = {
  start: (world, step) => world.request(step.process, doctorOf(world, step), 'startPractice', { params: scheduleOf(step) }),
  end: (world, step) =>
    world.request(step.process, doctorOf(world, step), 'endPractice', { params: scheduleOf(step), body: { force: step.way } }),
  join: (world, step) => world.request(step.process, patientOf(world, step), 'joinQueue', { params: scheduleOf(step) }),
  ready: (world, step) =>
    world.request(step.process, patientOf(world, step), 'toggleReady', {
      params: scheduleOf(step),
      body: { isReady: true, ...(step.way && { media: step.ms < 60_000 ? 'SOUND' : 'BOTH' }) },
    }),
  notReady: (world, step) =>
    world.request(step.process, patientOf(world, step), 'toggleReady', { params: scheduleOf(step), body: { isReady: false } }),
  askAgain: (world, step) => world.request(step.process, patientOf(world, step), 'askAgain', { params: scheduleOf(step) }),
  leave: (world, step) => world.request(step.process, patientOf(world, step), 'leaveQueue', { params: scheduleOf(step) }),
  startCall: (world, step) => {
    const patientId = patientOf(world, step).person.userId
    const body = { patientId, ...(step.way && { doctorPeerId: 'doctor-along' }) }
    return world.request(step.process, doctorOf(world, step), 'startCall', { params: scheduleOf(step), body })
  },
  reset: (world, step) => {
    const params = { ...scheduleOf(step), patientId: patientOf(world, step).person.userId }
    return world.request(step.process, doctorOf(world, step), 'resetPatient', { params })
  },
  remind: (world, step) => {
    const params = { ...scheduleOf(step), patientId: patientOf(world, step).person.userId }
    return world.request(step.process, doctorOf(world, step), 'remind', { params })
  },
  remove: (world, step) =>
    step.entry &&
    world.request(step.process, doctorOf(world, step), 'removeEntry', {
      params: { ...scheduleOf(step), entryId: step.entry.id },
      body: { reason: 'NOT_HERE' },
    }),
  confirm: (world, step) =>
    step.call &&
    world.request(step.process, patientOf(world, step), 'confirmCall', {
      params: { id: step.call.id },
      body: step.way ? { patientPeerId: 'patient-along' } : {},
    }),
  decline: (world, step) =>
    step.call && world.request(step.process, patientOf(world, step), 'declineCall', { params: { id: step.call.id } }),
  cancel: (world, step) => step.call && world.request(step.process, doctorOf(world, step), 'cancelCall', { params: { id: step.call.id } }),
  setPeerId: (world, step) =>
    step.call &&
    (step.way
      ? world.request(step.process, doctorOf(world, step), 'doctorSetPeerId', {
          params: { id: step.call.id },
          body: { peerId: `doctor-${step.ms}` },
        })
      : world.request(step.process, patientOf(world, step), 'patientSetPeerId', {
          params: { id: step.call.id },
          body: { peerId: `patient-${step.ms}` },
        })),
  activate: (world, step) =>
    step.call &&
    world.request(step.process, step.way ? doctorOf(world, step) : patientOf(world, step), 'activateCall', {
      params: { id: step.call.id },
    }),
  endCall: (world, step) =>
    step.call &&
    (step.way
      ? world.request(step.process, doctorOf(world, step), 'doctorEndCall', { params: { id: step.call.id } })
      : world.request(step.process, patientOf(world, step), 'patientEndCall', { params: { id: step.call.id } })),
  look: (world, step) => world.request(step.process, patientOf(world, step), 'pendingInvitation', {}),
  viewQueue: (world, step) => world.request(step.process, doctorOf(world, step), 'viewQueue', { params: scheduleOf(step) }),
  viewSchedule: (world, step) => world.request(step.process, patientOf(world, step), 'viewSchedule', { params: scheduleOf(step) }),
} as const satisfies Record<string, Act>

/** The regular next step for this patient in this practice; null once the practice is over. */
async function nextAct(world: World, step: Scene): Promise<{ act: keyof typeof acts; way: boolean } | null> {
  const { queue_entries, call_sessions } = await world.state()
  const { id, status } = step.schedule
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
      return { act: entry.askedAgainAt === null ? 'askAgain' : 'reset', way: true }
    case 'CLOSED':
      break
  }
  return null
}

async function sceneOf(world: World, step: Step): Promise<Scene> {
  const { schedules, queue_entries, call_sessions } = await world.state()
  const own = schedules.filter((row) => row.doctorId === doctorOf(world, step).person.userId)
  const current = own.find(({ status }) => status === 'ONLINE') ?? own.find(({ status }) => status === 'UPCOMING') ?? own.at(-1)
  const schedule = step.practice === null ? current! : own[step.practice % own.length]!
  const patientId = patientOf(world, step).person.userId
  const theirs = (row: { scheduleId: string; patientId: string }) => row.scheduleId === schedule.id && row.patientId === patientId
  return { ...step, schedule, entry: queue_entries.findLast(theirs) ?? null, call: call_sessions.findLast(theirs) ?? null }
}

/** The tasks of a round: each step, repeated ones twice. */
export const worksOf = (world: World, steps: readonly Step[]): (() => Promise<void>)[] =>
  steps.flatMap((it) => Array.from({ length: it.twice ? 2 : 1 }, () => () => take(world, it)))

/** Runs the step; resolves when it was served or refused, or its process was killed. */
export async function take(world: World, step: Step): Promise<void> {
  await world.turn(step.act)
  if (step.act === 'pass') world.pass(step.ms)
  else if (step.act === 'crash') world.crash(step.process)
  else if (step.act === 'sweep') await world.sweep(step.process)
  else {
    const scene = await sceneOf(world, step)
    const next = step.act === 'advance' ? await nextAct(world, scene) : { act: step.act, way: step.way }
    if (next !== null) await (acts[next.act] as Act)(world, { ...scene, way: next.way })
  }
}

/** Mostly regular next steps, so that calls take place; others often enough to interfere. */
const act = fc.oneof(
  { weight: 18, arbitrary: fc.constant('advance' as const) },
  { weight: 12, arbitrary: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[]).filter((name) => name !== 'end')) },
  { weight: 1, arbitrary: fc.constant('end' as const) },
  { weight: 2, arbitrary: fc.constantFrom('sweep', 'pass', 'crash') },
)

const seldom = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })

export const step: fc.Arbitrary<Step> = fc.record({
  act,
  process: fc.nat(1),
  doctor: fc.nat(1),
  patient: fc.nat(2),
  practice: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(3) }),
  way: fc.boolean(),
  ms: fc.constantFrom(1, 1000, 30_000, 59_999, 60_000, 120_000),
  twice: seldom,
})

/** How closely a step relates to its round's subject. */
const near = fc.oneof(
  { weight: 4, arbitrary: fc.constant('both' as const) },
  { weight: 3, arbitrary: fc.constant('patient' as const) },
  { weight: 1, arbitrary: fc.constant('neither' as const) },
)

/** Concurrent steps, most of them about one patient and one doctor, so that they conflict. */
export const round: fc.Arbitrary<Step[]> = fc
  .tuple(fc.nat(1), fc.nat(2), fc.array(fc.tuple(step, near), { minLength: 1, maxLength: 6 }))
  .map(([doctor, patient, steps]) =>
    steps.map(([it, about]) => ({ ...it, ...(about === 'both' && { doctor }), ...(about !== 'neither' && { patient }) })),
  )
