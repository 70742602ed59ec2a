import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../store/store.ts'
import { assertAgreement } from './agreement.ts'
import { makeHarness, type Harness } from '../harness.ts'
import { interrupt } from './interrupt.ts'
import { active, confirmed, entryOf, invited, online, ready, waiting, type Scene } from '../scenes.ts'
import { testStores } from '../stores.ts'

/** A practice, one of its patients, another patient who is ready, and a call if there is one. */
interface Moment extends Omit<Scene, 'callId'> {
  readonly callId: string | null
  readonly other: Scene['patient']
}
type Act = (moment: Moment, h: Harness, store: Store) => Promise<unknown>

const doctorsPlace = ({ id, patient }: Moment) => ({ id, patientId: patient.person.userId })
const acts = {
  end: ({ doctor, id }, h, store) => h.apart(doctor.person, store).run('endPractice', { params: { id }, body: { force: true } }),
  start: ({ doctor, id, patient }, h, store) =>
    h.apart(doctor.person, store).run('startCall', { params: { id }, body: { patientId: patient.person.userId } }),
  startOther: ({ doctor, id, other }, h, store) =>
    h.apart(doctor.person, store).run('startCall', { params: { id }, body: { patientId: other.person.userId } }),
  reset: (moment, h, store) => h.apart(moment.doctor.person, store).run('resetPatient', { params: doctorsPlace(moment) }),
  remove: async ({ doctor, id, patient }, h, store) => {
    const { id: entryId } = await entryOf(h, { id, patient })
    return h.apart(doctor.person, store).run('removeEntry', { params: { id, entryId }, body: { reason: 'NOT_HERE' } })
  },
  cancel: ({ doctor, callId }, h, store) => h.apart(doctor.person, store).run('cancelCall', { params: { id: callId! } }),
  join: ({ patient, id }, h, store) => h.apart(patient.person, store).run('joinQueue', { params: { id } }),
  ready: ({ patient, id }, h, store) => h.apart(patient.person, store).run('toggleReady', { params: { id }, body: { isReady: true } }),
  notReady: ({ patient, id }, h, store) => h.apart(patient.person, store).run('toggleReady', { params: { id }, body: { isReady: false } }),
  leave: ({ patient, id }, h, store) => h.apart(patient.person, store).run('leaveQueue', { params: { id } }),
  confirm: ({ patient, callId }, h, store) => h.apart(patient.person, store).run('confirmCall', { params: { id: callId! } }),
  decline: ({ patient, callId }, h, store) => h.apart(patient.person, store).run('declineCall', { params: { id: callId! } }),
  activate: ({ patient, callId }, h, store) => h.apart(patient.person, store).run('activateCall', { params: { id: callId! } }),
  hangUp: ({ patient, callId }, h, store) => h.apart(patient.person, store).run('patientEndCall', { params: { id: callId! } }),
} as const satisfies Record<string, Act>

const moments: Record<string, (h: Harness) => Promise<Moment>> = {
  'who has not joined': async (h) => {
    const practice = await online(h)
    const [patient, other] = [await h.patient(), await ready(h, practice.id)]
    return { ...practice, patient, other, callId: null }
  },
  'who waits': async (h) => {
    const practice = await online(h)
    const [patient, other] = [await waiting(h, practice.id), await ready(h, practice.id)]
    return { ...practice, patient, other, callId: null }
  },
  'who is ready': async (h) => {
    const practice = await online(h)
    const [patient, other] = [await ready(h, practice.id), await ready(h, practice.id)]
    return { ...practice, patient, other, callId: null }
  },
  'who is invited': async (h) => {
    const scene = await invited(h)
    return { ...scene, other: await ready(h, scene.id) }
  },
  'in a confirmed call': async (h) => {
    const scene = await confirmed(h)
    return { ...scene, other: await ready(h, scene.id) }
  },
  'in an active call': async (h) => {
    const scene = await active(h)
    return { ...scene, other: await ready(h, scene.id) }
  },
  'who was seen': async (h) => {
    const scene = await active(h)
    await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
    return { ...scene, other: await ready(h, scene.id) }
  },
}

const pairs: readonly (readonly [string, keyof typeof acts, keyof typeof acts])[] = [
  ['who has not joined', 'end', 'join'],
  ['who has not joined', 'join', 'join'],
  ['who waits', 'end', 'ready'],
  ['who waits', 'end', 'leave'],
  ['who waits', 'ready', 'leave'],
  ['who waits', 'end', 'remove'],
  ['who waits', 'ready', 'remove'],
  ['who waits', 'leave', 'remove'],
  ['who is ready', 'start', 'remove'],
  ['who is invited', 'confirm', 'remove'],
  ['who is ready', 'end', 'start'],
  ['who is ready', 'end', 'reset'],
  ['who is ready', 'start', 'start'],
  ['who is ready', 'start', 'startOther'],
  ['who is ready', 'start', 'notReady'],
  ['who is ready', 'start', 'leave'],
  ['who is ready', 'start', 'reset'],
  ['who is invited', 'end', 'confirm'],
  ['who is invited', 'confirm', 'cancel'],
  ['who is invited', 'confirm', 'decline'],
  ['who is invited', 'confirm', 'leave'],
  ['who is invited', 'confirm', 'reset'],
  ['in a confirmed call', 'end', 'activate'],
  ['in a confirmed call', 'end', 'hangUp'],
  ['in a confirmed call', 'activate', 'hangUp'],
  ['in an active call', 'end', 'hangUp'],
  ['in an active call', 'reset', 'hangUp'],
  ['who was seen', 'end', 'reset'],
]

/** Only every third interleaving on MongoDB, where operations cross a network. */
const cases = (await testStores()).flatMap((store) =>
  pairs.filter((_, i) => store.name === 'SQLite' || i % 3 === 0).map((pair) => [store, ...pair] as const),
)

for (const [{ name, open }, moment, one, two] of cases)
  test(`interleavings: ${one} and ${two}, of a patient ${moment}, in every order that differs, on ${name}`, async () => {
    await using store = await open()
    await using h = await makeHarness({ store })
    for (const [first, second] of one === two
      ? [[one, two]]
      : ([
          [one, two],
          [two, one],
        ] as const))
      for (let operations = 0, interrupted = true; interrupted; operations++) {
        const it = await moments[moment]!(h)
        const work = (act: keyof typeof acts) => (store: Store) => acts[act](it, h, store)
        interrupted = await interrupt(h.store, work(first), work(second), operations)
        await agree(h, it.id, `${first} after ${operations} operations, ${second}`)
        if ((await h.store.get('schedules', it.id))?.status !== 'COMPLETED') continue
        await h.sweep()
        await agree(h, it.id, `${first} after ${operations} operations, ${second}; sweep`)
        assert.equal((await h.store.get('schedules', it.id))?.settled, true)
      }
  })

/** Asserts that state and audit agree: every step has its row, each starting where the previous one ended. */
async function agree(h: Harness, scheduleId: string, order: string): Promise<void> {
  await assertAgreement(h, scheduleId).catch((error: unknown) => {
    throw new Error(order, { cause: error })
  })
  const rows = await h.audit(scheduleId)
  const ended = rows.findIndex((row) => row.actionType === 'SCHEDULE_ENDED')
  assert(ended === -1 || ended === rows.length - 1, `a step after the end of the practice: ${order}`)
  const last = new Map<string, unknown>()
  for (const { actionType, callSessionId, metadata } of rows) {
    const about = actionType.startsWith('SCHEDULE') ? scheduleId : actionType.startsWith('QUEUE') ? null : callSessionId
    if (about === null) continue
    assert.equal(metadata['from'], last.get(about) ?? null, `${actionType} ${order}`)
    last.set(about, metadata['to'])
  }
}
