import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { active, confirmed, online, ready, upcoming, waiting } from '../test/scenes.ts'

const view = async (patient: Seat, id: string) => {
  const whole = await patient.run('viewSchedule', { params: { id } })
  assert('queueEntry' in whole)
  return whole
}
const place = async (patient: Seat, id: string) => {
  const { totalInQueue, aheadOfYou, position, queueEntry } = await view(patient, id)
  return [totalInQueue, aheadOfYou, position, queueEntry?.status ?? null]
}

test('viewSchedule: waiting patients with a smaller number are ahead; no position without an entry', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const { id } = practice
  const outsider = await h.patient()
  assert.deepEqual(await place(outsider, id), [0, null, null, null])
  const people = [await waiting(h, id), await ready(h, id), await waiting(h, id), await waiting(h, id)]
  assert.deepEqual(await place(people[3]!, id), [4, 3, 4, 'WAITING'])
  assert.deepEqual(await place(people[1]!, id), [4, 1, 2, 'READY'])
  await people[0]!.run('leaveQueue', { params: { id } })
  assert.deepEqual(await place(people[3]!, id), [3, 2, 3, 'WAITING'])
  assert.deepEqual(await place(people[0]!, id), [3, null, null, null])
  assert.deepEqual(await place(outsider, id), [3, null, null, null])
  const scene = await confirmed(h, practice)
  assert.deepEqual(await place(scene.patient, id), [3, null, null, 'IN_CALL'])
})

test('viewSchedule: never shows another patient', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const canary = await h.patient('Canary Bird')
  await active(h, practice, canary)
  const patient = await waiting(h, practice.id)
  const text = JSON.stringify(await view(patient, practice.id))
  assert(!text.includes('Canary'))
  assert(!text.includes(canary.person.userId))
  assert(!text.includes('Ben'))
})

test('viewSchedule: an ended practice for patients who had an entry in it; NOT_FOUND for others', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await ready(h, id)
  const left = await waiting(h, id)
  await left.run('leaveQueue', { params: { id } })
  await doctor.run('endPractice', { params: { id } })
  for (const settled of [false, true]) {
    if (settled) await h.sweep()
    assert.deepEqual(await place(patient, id), [0, null, null, 'CLOSED'])
    assert.deepEqual(await place(left, id), [0, null, null, null])
  }
})

test('viewSchedule: without an entry an ended or cancelled practice shows its times and the next practice, but no figures', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const plan = async (date: string, startTime: string) =>
    (await doctor.run('createSchedule', { body: { date, startTime, endTime: '23:00' } })).reply.id
  const patient = await h.patient()
  await waiting(h, id)
  await doctor.run('endPractice', { params: { id } })
  const past = { id, doctorName: 'Dr. Ada Weber', status: 'COMPLETED', date: '2026-03-02', startTime: '09:00', endTime: '12:00' }
  const read = () => patient.run('viewSchedule', { params: { id } })
  assert.deepEqual(await read(), { ...past, next: null })
  const later = await plan('2026-03-04', '09:00')
  const sooner = await plan('2026-03-03', '14:00')
  assert.deepEqual(await read(), { ...past, next: { scheduleId: sooner, date: '2026-03-03', startTime: '14:00' } })
  await doctor.run('cancelSchedule', { params: { id: sooner } })
  const cancelled = await patient.run('viewSchedule', { params: { id: sooner } })
  assert.deepEqual([cancelled.status, cancelled.next?.scheduleId], ['CANCELLED', later])
  assert(!('queueEntry' in cancelled) && !('totalInQueue' in cancelled))
  await doctor.run('startPractice', { params: { id: later } })
  assert.equal((await read()).next?.scheduleId, later, 'the open one comes first')
})

test('viewSchedule: patients with an entry in an ended practice see the next one too', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await ready(h, id)
  assert.equal((await view(patient, id)).next, null)
  const next = await upcoming(h, doctor)
  await doctor.run('endPractice', { params: { id } })
  assert.equal((await view(patient, id)).next?.scheduleId, next.id)
})

test('viewSchedule: an upcoming practice is visible by its id at any time, even past its planned end', async () => {
  await using h = await makeHarness()
  const { id } = await upcoming(h)
  const patient = await h.patient()
  assert.equal((await view(patient, id)).status, 'UPCOMING')
  h.pass(86_400_000)
  assert.equal((await view(patient, id)).status, 'UPCOMING')
  await refused(view(patient, h.newId()), 'NOT_FOUND')
})
