import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, invited, online, ready, waiting, type Scene } from '../test/scenes.ts'

const reset = (doctor: Seat, id: string, patient: Seat) => doctor.run('resetPatient', { params: { id, patientId: patient.person.userId } })

async function readyOnly(h: Harness) {
  const practice = await online(h)
  return { ...practice, patient: await ready(h, practice.id) }
}
async function seen(h: Harness) {
  const scene = await active(h)
  await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
  h.announced()
  return { doctor: scene.doctor, id: scene.id, patient: scene.patient }
}

for (const [name, scenery, before, rows, call] of [
  ['READY', readyOnly, [], ['QUEUE_RESET'], null],
  ['DONE', seen, [], ['QUEUE_RESET'], null],
  ['INVITED', invited, ['call_sessions.cancel'], ['CALL_CANCELLED', 'QUEUE_RESET'], ['CANCELLED', null]],
  ['CONFIRMED', confirmed, ['call_sessions.end'], ['CALL_ENDED', 'QUEUE_RESET'], ['ENDED', 'RESET']],
  ['ACTIVE', active, ['call_sessions.end'], ['CALL_ENDED', 'QUEUE_RESET'], ['ENDED', 'RESET']],
] as const)
  test(`resetPatient: ${name} → WAITING, its call closed in the same commit; a repeat is a no-op`, async () => {
    await using h = await makeHarness()
    const scene: Omit<Scene, 'callId'> & { callId?: string } = await scenery(h)
    const entry = await reset(scene.doctor, scene.id, scene.patient)
    assert.deepEqual([entry.status, entry.isReady, entry.callSessionId, entry.online], ['WAITING', false, null, false])
    assert.deepEqual(h.announced(), [...before, 'queue_entries.reset', 'queue_counters'])
    assert.deepEqual(
      (await h.audit(scene.id)).slice(-rows.length).map((row) => row.actionType),
      rows,
    )
    if (scene.callId !== undefined) {
      const { status, endReason, endedAt } = await callOf(h, { callId: scene.callId })
      assert.deepEqual([status, endReason], call)
      assert.equal(endedAt, h.now().toISOString())
    }
    assert.deepEqual(await reset(scene.doctor, scene.id, scene.patient), entry)
    assert.deepEqual(h.announced(), [])
    await assertAgreement(h, scene.id)
  })

test('resetPatient: a seen patient waits from now on with the old number; otherwise the time of joining is kept', async () => {
  await using h = await makeHarness()
  const { doctor, id, patient } = await seen(h)
  const other = await ready(h, id)
  const [before, others] = [await entryOf(h, { id, patient }), await entryOf(h, { id, patient: other })]
  h.pass(900_000)
  const again = await reset(doctor, id, patient)
  assert.deepEqual([again.joinedAt, again.queueNumber], [h.now().toISOString(), before.queueNumber])
  assert.notEqual(again.joinedAt, before.joinedAt)
  assert.equal((await reset(doctor, id, other)).joinedAt, others.joinedAt)
})

test('resetPatient: a no-op if WAITING already', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  assert.equal((await reset(doctor, id, patient)).status, 'WAITING')
  assert.deepEqual(h.announced(), [])
})

test('resetPatient: an overdue invitation expires first, which leaves nothing to reset', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  assert.equal((await reset(scene.doctor, scene.id, scene.patient)).status, 'WAITING')
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
  assert.deepEqual(h.announced(), ['call_sessions.expire', 'queue_entries.waitAgain', 'queue_counters'])
})

test('resetPatient: refused for a patient who has left; a live entry takes precedence over an old one', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  await patient.run('leaveQueue', { params: { id } })
  await refused(reset(doctor, id, patient), 'WRONG_STATE')
  await ready(h, id, patient)
  assert.deepEqual([(await reset(doctor, id, patient)).queueNumber, (await entryOf(h, { id, patient })).status], [2, 'WAITING'])
})

test('resetPatient: only in the doctor’s own open practice, for a patient with an entry', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await ready(h, id)
  await refused(reset(await h.doctor(), id, patient), 'NOT_FOUND')
  await refused(reset(doctor, id, await h.patient()), 'NOT_FOUND')
  await doctor.run('endPractice', { params: { id } })
  await refused(reset(doctor, id, patient), 'SCHEDULE_NOT_ONLINE')
  assert.deepEqual(h.announced(), ['schedules.end'])
})
