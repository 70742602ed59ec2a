import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, confirmed, entryOf, invited, online, ready, waiting, type Scene } from '../test/scenes.ts'

const askAgain = ({ id, patient }: { id: string; patient: Seat }) => patient.run('askAgain', { params: { id } })

async function seen(h: Harness): Promise<Scene> {
  const scene = await active(h)
  await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
  h.announced()
  return scene
}

test('askAgain: a seen patient asks once and the doctor sees when; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const scene = await seen(h)
  const params = { id: scene.id }
  const [before] = await scene.doctor.run('viewQueue', { params })
  h.pass(1000)
  const asked = await askAgain(scene)
  assert.deepEqual([asked.status, asked.askedAgainAt], ['DONE', h.now().toISOString()])
  assert.deepEqual(h.announced(), ['queue_entries.askAgain', 'queue_counters'])
  const news = await scene.doctor.run('viewQueue', { params, query: { since: before!.rev } })
  assert.deepEqual(
    news.map((entry) => [entry.patientName, entry.askedAgainAt]),
    [[scene.patient.person.name, asked.askedAgainAt]],
  )
  h.pass(1000)
  assert.deepEqual(await askAgain(scene), asked)
  assert.deepEqual(h.announced(), [])
  const rows = (await h.audit(scene.id)).filter((row) => row.actionType === 'QUEUE_ASKED_AGAIN')
  assert.deepEqual(
    rows.map(({ actorUserId, patientId, metadata }) => [actorUserId, patientId, metadata['from'], metadata['to']]),
    [[scene.patient.person.userId, scene.patient.person.userId, 'DONE', 'DONE']],
  )
  await assertAgreement(h, scene.id)
})

test('askAgain: letting the patient in clears it, and they can ask again after a later call', async () => {
  await using h = await makeHarness()
  const scene = await seen(h)
  await askAgain(scene)
  const params = { id: scene.id, patientId: scene.patient.person.userId }
  assert.equal((await scene.doctor.run('resetPatient', { params })).askedAgainAt, null)
  await refused(askAgain(scene), 'WRONG_STATE')
  const again = await active(h, scene, scene.patient)
  await scene.doctor.run('doctorEndCall', { params: { id: again.callId } })
  assert.equal((await entryOf(h, scene)).askedAgainAt, null)
  await askAgain(scene)
  assert.equal((await h.audit(scene.id)).filter((row) => row.actionType === 'QUEUE_ASKED_AGAIN').length, 2)
})

const refusing: Record<string, (h: Harness) => Promise<{ id: string; patient: Seat }>> = {
  WAITING: async (h) => {
    const { id } = await online(h)
    return { id, patient: await waiting(h, id) }
  },
  READY: async (h) => {
    const { id } = await online(h)
    return { id, patient: await ready(h, id) }
  },
  INVITED: invited,
  IN_CALL: confirmed,
  LEFT: async (h) => {
    const { id } = await online(h)
    const patient = await waiting(h, id)
    await patient.run('leaveQueue', { params: { id } })
    return { id, patient }
  },
}
for (const [state, scenery] of Object.entries(refusing))
  test(`askAgain: WRONG_STATE while ${state}`, async () => {
    await using h = await makeHarness()
    await refused(askAgain(await scenery(h)), 'WRONG_STATE')
  })

test('askAgain: SCHEDULE_NOT_ONLINE after the practice has ended, NOT_FOUND without an entry', async () => {
  await using h = await makeHarness()
  const scene = await seen(h)
  await refused(askAgain({ id: scene.id, patient: await h.patient() }), 'NOT_FOUND')
  await refused(askAgain({ id: h.newId(), patient: scene.patient }), 'NOT_FOUND')
  await scene.doctor.run('endPractice', { params: { id: scene.id } })
  await refused(askAgain(scene), 'SCHEDULE_NOT_ONLINE')
})
