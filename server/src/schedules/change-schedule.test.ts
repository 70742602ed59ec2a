import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultAt } from '@medconsult/contract'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { online, upcoming } from '../test/scenes.ts'

type Body = { date?: string; startTime?: string; endTime?: string }
const change = (doctor: Seat, id: string, body: Body) => doctor.run('changeSchedule', { params: { id }, body })

test('changeSchedule: a plan’s day and times, announced, one audit row with the old values; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const body = { date: '2026-03-05', startTime: '22:00', endTime: '06:00' }
  const changed = await change(doctor, id, body)
  assert.deepEqual({ ...changed, ...body }, changed)
  assert.equal(changed.status, 'UPCOMING')
  assert.deepEqual(h.announced(), ['schedules.change'])
  assert.deepEqual(await change(doctor, id, body), changed)
  assert.deepEqual(await change(doctor, id, {}), changed)
  assert.deepEqual(h.announced(), [])
  const rows = (await h.audit(id)).map((row) => [row.actionType, row.metadata])
  const metadata = { from: 'UPCOMING', to: 'UPCOMING', wasPlanned: '2026-03-02T09:00/12:00', planned: '2026-03-05T22:00/06:00' }
  assert.deepEqual(rows.slice(1), [['SCHEDULE_CHANGED', metadata]])
  assert.equal((await h.store.get('schedules', id))?.begins, '2026-03-05T22:00', 'and so its place in the lists')
})

test('changeSchedule: absent fields stay; a past date and an invalid end are refused', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  assert.equal((await change(doctor, id, { startTime: '10:00' })).endTime, '12:00')
  const past = await refused(change(doctor, id, { date: '2026-03-01' }), 'INVALID')
  assert.deepEqual(past.errors, [faultAt('date', 'DATE_PAST')])
  const none = await refused(change(doctor, id, { endTime: '10:00' }), 'INVALID')
  assert.equal(none.errors?.[0]?.path, 'endTime')
  assert.equal((await refused(change(doctor, id, { endTime: '09:59' }), 'INVALID')).errors?.[0]?.path, 'endTime', 'longer than 16 hours')
})

test('changeSchedule: in an open practice only the end, and only to a later time', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  assert.equal((await change(doctor, id, { endTime: '13:00' })).endTime, '13:00')
  assert.deepEqual(h.announced(), ['schedules.change'])
  const earlier = await refused(change(doctor, id, { endTime: '12:30' }), 'INVALID')
  assert.deepEqual(earlier.errors, [faultAt('endTime', 'END_NOT_LATER')])
  assert.equal((await change(doctor, id, { date: '2026-03-02', endTime: '00:30' })).endTime, '00:30', 'also past midnight')
  await refused(change(doctor, id, { endTime: '12:30' }), 'INVALID')
  await refused(change(doctor, id, { startTime: '08:00', endTime: '01:00' }), 'WRONG_STATE')
  await refused(change(doctor, id, { date: '2026-03-03' }), 'WRONG_STATE')
  assert.deepEqual((await h.audit(id)).at(-1)?.metadata['to'], 'ONLINE')
})

test('changeSchedule: refused for an ended or cancelled practice and another doctor’s', async () => {
  await using h = await makeHarness()
  const ended = await online(h)
  await ended.doctor.run('endPractice', { params: { id: ended.id } })
  await refused(change(ended.doctor, ended.id, { endTime: '13:00' }), 'WRONG_STATE')
  const plan = await upcoming(h)
  await plan.doctor.run('cancelSchedule', { params: { id: plan.id } })
  await refused(change(plan.doctor, plan.id, { endTime: '13:00' }), 'WRONG_STATE')
  await refused(change(await h.doctor(), (await upcoming(h)).id, { endTime: '13:00' }), 'NOT_FOUND')
  await refused(change(await h.doctor(), h.newId(), {}), 'NOT_FOUND')
})
