import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, invited, online, ready, upcoming, waiting } from '../test/scenes.ts'

const end = (doctor: Seat, id: string, force?: boolean) =>
  doctor.run('endPractice', { params: { id }, body: force === undefined ? {} : { force } })
const lastActions = async (h: Harness, id: string, count: number) => (await h.audit(id)).slice(-count).map((row) => row.actionType)

test('endPractice: ONLINE → COMPLETED, announced, one audit row; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const ended = await end(doctor, id)
  assert.equal(ended.status, 'COMPLETED')
  assert.deepEqual(h.announced(), ['schedules.end'])
  assert.deepEqual(await end(doctor, id, true), ended)
  assert.deepEqual(h.announced(), [])
  assert.deepEqual(await lastActions(h, id, 2), ['SCHEDULE_STARTED', 'SCHEDULE_ENDED'])
  assert.equal((await h.store.get('schedules', id))?.settled, false)
  await h.sweep()
  assert.equal((await h.store.get('schedules', id))?.settled, true)
})

test('endPractice: an UPCOMING practice is refused', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  await refused(end(doctor, id), 'WRONG_STATE')
  await refused(end(doctor, id, true), 'WRONG_STATE')
})

test('endPractice: live entries read as CLOSED immediately, and the sweep writes them', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const first = await waiting(h, id)
  await ready(h, id)
  await end(doctor, id)
  const read = async () => (await doctor.run('viewQueue', { params: { id } })).map((entry) => [entry.status, entry.isReady])
  assert.deepEqual(await read(), [
    ['CLOSED', false],
    ['CLOSED', false],
  ])
  assert.equal((await entryOf(h, { id, patient: first })).status, 'WAITING')
  h.announced()
  await h.sweep()
  assert.deepEqual(h.announced(), ['queue_entries.close', 'queue_entries.close', 'queue_counters', 'schedules.settle'])
  assert.deepEqual(await read(), [
    ['CLOSED', false],
    ['CLOSED', false],
  ])
  await assertAgreement(h, id)
})

test('endPractice: an open invitation is cancelled in the same commit and its entry closed', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  await end(scene.doctor, scene.id)
  assert.deepEqual(h.announced(), ['call_sessions.cancel', 'queue_entries.keepReady', 'queue_counters', 'schedules.end'])
  assert.equal((await callOf(h, scene)).status, 'CANCELLED')
  assert.deepEqual(await lastActions(h, scene.id, 2), ['CALL_CANCELLED', 'SCHEDULE_ENDED'])
  await h.sweep()
  assert.equal((await entryOf(h, scene)).status, 'CLOSED')
  await assertAgreement(h, scene.id)
})

test('endPractice: an overdue invitation expires first, by the system', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  await end(scene.doctor, scene.id)
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
  const rows = (await h.audit(scene.id)).slice(-2).map((row) => [row.actionType, row.actorUserId])
  assert.deepEqual(rows, [
    ['CALL_EXPIRED', null],
    ['SCHEDULE_ENDED', scene.doctor.person.userId],
  ])
})

for (const [name, scenery, entry] of [
  ['CONFIRMED', confirmed, 'CLOSED'],
  ['ACTIVE', active, 'DONE'],
] as const)
  test(`endPractice: a ${name} call refuses it; with force both end, and the entry is ${entry}`, async () => {
    await using h = await makeHarness()
    const scene = await scenery(h)
    await refused(end(scene.doctor, scene.id), 'CALL_OPEN')
    await refused(end(scene.doctor, scene.id, false), 'CALL_OPEN')
    assert.deepEqual(h.announced(), [])
    await end(scene.doctor, scene.id, true)
    const move = entry === 'DONE' ? 'finish' : 'close'
    assert.deepEqual(h.announced(), ['call_sessions.end', `queue_entries.${move}`, 'queue_counters', 'schedules.end'])
    const call = await callOf(h, scene)
    assert.deepEqual([call.status, call.endReason, call.endedAt], ['ENDED', 'PRACTICE_ENDED', h.now().toISOString()])
    assert.equal((await entryOf(h, scene)).status, entry)
    assert.deepEqual(await lastActions(h, scene.id, 2), ['CALL_ENDED', 'SCHEDULE_ENDED'])
    await assertAgreement(h, scene.id)
  })

test('endPractice: concurrent with joins, invitations and resets, no live entry or call remains', async () => {
  for (let round = 0; round < 20; round++) {
    await using h = await makeHarness()
    const practice = await online(h)
    const { doctor, id } = practice
    const people = [await ready(h, id), await ready(h, id), await waiting(h, id)]
    // Without the mutex, as on several processes.
    const apart = (seat: Seat) => h.apart(seat.person)
    await Promise.allSettled([
      apart(doctor).run('startCall', { params: { id }, body: { patientId: people[0]!.person.userId } }),
      apart(await h.patient()).run('joinQueue', { params: { id } }),
      apart(doctor).run('endPractice', { params: { id } }),
      apart(people[2]!).run('toggleReady', { params: { id } }),
      apart(doctor).run('resetPatient', { params: { id, patientId: people[1]!.person.userId } }),
      apart(people[1]!).run('leaveQueue', { params: { id } }),
    ])
    assert.equal((await h.store.get('schedules', id))?.status, 'COMPLETED')
    await assertAgreement(h, id)
    await h.sweep()
    await assertAgreement(h, id)
    assert.equal((await h.store.get('schedules', id))?.settled, true)
  }
})

test('endPractice: another doctor’s practice and an unknown one are NOT_FOUND', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  await refused(end(await h.doctor(), id, true), 'NOT_FOUND')
  await refused(end(await h.doctor(), h.newId()), 'NOT_FOUND')
})
