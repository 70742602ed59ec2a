import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { online, upcoming } from '../test/scenes.ts'

const cancel = (doctor: Seat, id: string) => doctor.run('cancelSchedule', { params: { id } })

test('cancelSchedule: UPCOMING → CANCELLED, announced, one audit row; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const cancelled = await cancel(doctor, id)
  assert.equal(cancelled.status, 'CANCELLED')
  assert.deepEqual(h.announced(), ['schedules.cancel'])
  assert.deepEqual(await cancel(doctor, id), cancelled)
  assert.deepEqual(h.announced(), [])
  assert.deepEqual(
    (await h.audit(id)).map((row) => row.actionType),
    ['SCHEDULE_CREATED', 'SCHEDULE_CANCELLED'],
  )
})

test('cancelSchedule: it disappears from the patients’ list, cannot be opened or joined, and stays in its doctor’s list', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  await cancel(doctor, id)
  const patient = await h.patient()
  assert.deepEqual(await patient.run('browseSchedules'), [])
  await refused(doctor.run('startPractice', { params: { id } }), 'WRONG_STATE')
  await refused(patient.run('joinQueue', { params: { id } }), 'SCHEDULE_NOT_ONLINE')
  assert.deepEqual(
    (await doctor.run('listSchedules')).map(({ status }) => status),
    ['CANCELLED'],
  )
})

test('cancelSchedule: refused for an open or ended practice and another doctor’s', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  await refused(cancel(doctor, id), 'WRONG_STATE')
  await doctor.run('endPractice', { params: { id } })
  await refused(cancel(doctor, id), 'WRONG_STATE')
  await refused(cancel(await h.doctor(), (await upcoming(h)).id), 'NOT_FOUND')
  await refused(cancel(doctor, h.newId()), 'NOT_FOUND')
})

test('cancelSchedule: concurrent with its opening, exactly one of the two wins', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const apart = h.apart(doctor.person)
  const attempts = await Promise.allSettled([apart.run('startPractice', { params: { id } }), cancel(apart, id)])
  assert.equal(attempts.filter(({ status }) => status === 'fulfilled').length, 1)
})
