import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultAt, operations } from '@medconsult/contract'
import { makeHarness, refused } from '../test/harness.ts'

const body = { date: '2026-03-02', startTime: '09:00', endTime: '12:00' }

test('createSchedule: an UPCOMING practice with its counters and one audit row, not announced', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const { created, reply } = await doctor.run('createSchedule', { body })
  assert.equal(created, true)
  assert.deepEqual(reply, { id: reply.id, doctorId: doctor.person.userId, ...body, status: 'UPCOMING', endReason: null })
  assert.deepEqual(h.announced(), ['schedules.create', 'queue_counters', 'users'])
  const [row, ...more] = await h.audit(reply.id)
  assert.deepEqual(more, [])
  assert.equal(row?.actionType, 'SCHEDULE_CREATED')
  assert.equal(row?.actorUserId, doctor.person.userId)
  assert.equal(row?.doctorId, doctor.person.userId)
  assert.deepEqual(row?.metadata, { from: null, to: 'UPCOMING' })
})

test('createSchedule: identical and overlapping plans are allowed', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const first = await doctor.run('createSchedule', { body })
  const second = await doctor.run('createSchedule', { body })
  assert.notEqual(first.reply.id, second.reply.id)
})

for (const [timeZone, now, today, yesterday] of [
  ['UTC', '2026-03-02T23:59:59.999Z', '2026-03-02', '2026-03-01'],
  ['Pacific/Auckland', '2026-03-02T23:00:00.000Z', '2026-03-03', '2026-03-02'],
  ['America/Los_Angeles', '2026-03-02T07:59:59.000Z', '2026-03-01', '2026-02-28'],
] as const)
  test(`createSchedule: past dates are judged in the clinic’s time zone, ${timeZone}`, async () => {
    await using h = await makeHarness({ now, settings: { timeZone } })
    const doctor = await h.doctor()
    await doctor.run('createSchedule', { body: { ...body, date: today } })
    const refusal = await refused(doctor.run('createSchedule', { body: { ...body, date: yesterday } }), 'INVALID')
    assert.deepEqual(refusal.errors, [faultAt('date', 'DATE_PAST')])
  })

for (const [startTime, endTime, problem] of [
  ['22:00', '06:00', null],
  ['09:00', '01:00', null],
  ['00:00', '23:59', null],
  ['09:00', '01:01', 'This end is on the next day. An overnight practice can last at most 16 hours.'],
  ['09:00', '08:59', 'This end is on the next day. An overnight practice can last at most 16 hours.'],
  ['09:00', '09:00', 'The practice must end after it starts.'],
] as const)
  test(`createSchedule: from ${startTime} until ${endTime} ${problem === null ? 'is a plan' : 'is refused'}`, async () => {
    const parsed = operations.createSchedule.body.safeParse({ ...body, startTime, endTime })
    assert.deepEqual(parsed.error?.issues.map((issue) => [issue.path, issue.message]) ?? null, problem && [[['endTime'], problem]])
  })
