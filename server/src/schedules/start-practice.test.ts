import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { online, upcoming } from '../test/scenes.ts'

const start = (doctor: Seat, id: string) => doctor.run('startPractice', { params: { id } })
const actions = async (h: Harness, id: string) => (await h.audit(id)).map((row) => row.actionType)

test('startPractice: UPCOMING → ONLINE, announced, one audit row; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const started = await start(doctor, id)
  assert.equal(started.status, 'ONLINE')
  assert.deepEqual(h.announced(), ['schedules.start', 'clinic', 'join_codes.make'])
  assert.deepEqual(await start(doctor, id), started)
  assert.deepEqual(h.announced(), [])
  assert.deepEqual(await actions(h, id), ['SCHEDULE_CREATED', 'SCHEDULE_STARTED'])
})

test('startPractice: the doctor has a practice link from then on, the same one each time', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const link = await h.store.get('join_codes', doctor.person.userId)
  assert.equal((await doctor.run('getJoinCode')).joinCode, link?.code)
  await doctor.run('endPractice', { params: { id } })
  await online(h, doctor)
  assert.deepEqual(await h.store.get('join_codes', doctor.person.userId), link)
})

test('startPractice: on any day, past or future', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  h.pass(30 * 86_400_000)
  assert.equal((await start(doctor, id)).status, 'ONLINE')
})

test('startPractice: a COMPLETED practice is refused', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  await doctor.run('endPractice', { params: { id } })
  await refused(start(doctor, id), 'WRONG_STATE')
})

test('startPractice: a second one is refused with the open one’s id; another doctor’s can start', async () => {
  await using h = await makeHarness()
  const open = await online(h)
  const second = await upcoming(h, open.doctor)
  const refusal = await refused(start(open.doctor, second.id), 'ALREADY_ONLINE')
  assert.equal(refusal.scheduleId, open.id)
  assert.deepEqual(h.announced(), [])
  await online(h)
  await open.doctor.run('endPractice', { params: { id: open.id } })
  assert.equal((await start(open.doctor, second.id)).status, 'ONLINE')
})

test('startPractice: of two concurrent starts one succeeds and the other is refused', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const ids = [(await upcoming(h, doctor)).id, (await upcoming(h, doctor)).id]
  const attempts = await Promise.allSettled(ids.map((id) => start(doctor, id)))
  const [lost] = attempts.filter((attempt) => attempt.status === 'rejected')
  assert.equal(attempts.filter((attempt) => attempt.status === 'fulfilled').length, 1)
  assert.equal(lost?.reason.code, 'ALREADY_ONLINE')
  assert(ids.includes(lost?.reason.scheduleId))
  assert.deepEqual(h.announced(), ['schedules.start', 'clinic', 'join_codes.make'])
})

test('startPractice: another doctor’s practice and an unknown one are NOT_FOUND', async () => {
  await using h = await makeHarness()
  const { id } = await upcoming(h)
  await refused(start(await h.doctor(), id), 'NOT_FOUND')
  await refused(start(await h.doctor(), h.newId()), 'NOT_FOUND')
})
