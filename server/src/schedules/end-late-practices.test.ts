import assert from 'node:assert/strict'
import { test } from 'node:test'
import { update } from '../store/store.ts'
import { makeHarness, type Harness } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, invited, online, ready, type Practice } from '../test/scenes.ts'
import { makeEndLatePractices } from './end-late-practices.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Planned 09:00–12:00; it is 09:00. */
async function away(h: Harness, { id }: Pick<Practice, 'id'>): Promise<void> {
  const schedule = await h.store.get('schedules', id)
  assert(await h.store.commit([update('schedules', schedule!, { doctorAwaySince: h.now().toISOString() })]))
}
const statusOf = async (h: Harness, id: string) => {
  await makeEndLatePractices(h.services.settings.timeZone)(h.system)
  const schedule = await h.store.get('schedules', id)
  return [schedule?.status, schedule?.endReason]
}

test('endLatePractices: ends a practice an hour after its end if the doctor is away, by the system, with the reason', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const patient = await ready(h, practice.id)
  await away(h, practice)
  h.pass(4 * HOUR - 1)
  assert.deepEqual(await statusOf(h, practice.id), ['ONLINE', null])
  h.pass(1)
  assert.deepEqual(await statusOf(h, practice.id), ['COMPLETED', 'DOCTOR_AWAY'])
  assert.deepEqual(h.announced(), ['schedules.end'])
  const last = (await h.audit(practice.id)).at(-1)
  assert.deepEqual([last?.actionType, last?.actorUserId, last?.metadata['endReason']], ['SCHEDULE_ENDED', null, 'DOCTOR_AWAY'])
  await h.sweep()
  assert.equal((await entryOf(h, { id: practice.id, patient })).status, 'CLOSED')
  assert.equal((await practice.doctor.run('listSchedules'))[0]?.endReason, 'DOCTOR_AWAY')
})

test('endLatePractices: with the doctor present it ends only twelve hours after its end', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  h.pass(15 * HOUR - 1)
  assert.deepEqual(await statusOf(h, id), ['ONLINE', null])
  h.pass(1)
  assert.deepEqual(await statusOf(h, id), ['COMPLETED', 'TOO_LONG'])
})

test('endLatePractices: the hours count from the opening if that was after the end, and from a later new end', async () => {
  await using h = await makeHarness({ now: '2026-03-02T20:00:00.000Z' })
  const late = await online(h)
  await away(h, late)
  h.pass(HOUR - 1)
  assert.deepEqual(await statusOf(h, late.id), ['ONLINE', null])
  await late.doctor.run('changeSchedule', { params: { id: late.id }, body: { endTime: '22:00' } })
  h.pass(2 * HOUR)
  assert.deepEqual(await statusOf(h, late.id), ['ONLINE', null])
  h.pass(1)
  assert.deepEqual(await statusOf(h, late.id), ['COMPLETED', 'DOCTOR_AWAY'])
})

test('endLatePractices: an overnight practice ends on the next day in the clinic’s time zone', async () => {
  await using h = await makeHarness({ now: '2026-03-28T20:00:00.000Z', settings: { timeZone: 'Europe/Zurich' } })
  const doctor = await h.doctor()
  const { reply } = await doctor.run('createSchedule', { body: { date: '2026-03-28', startTime: '22:00', endTime: '06:00' } })
  await doctor.run('startPractice', { params: { id: reply.id } })
  await away(h, reply)
  // The clocks go forward that night: 06:00 is 04:00 UTC.
  h.pass(9 * HOUR - 1)
  assert.deepEqual(await statusOf(h, reply.id), ['ONLINE', null])
  h.pass(1)
  assert.deepEqual(await statusOf(h, reply.id), ['COMPLETED', 'DOCTOR_AWAY'])
})

for (const [name, scenery] of [
  ['CONFIRMED', confirmed],
  ['ACTIVE', active],
] as const)
  test(`endLatePractices: never during a call that is ${name}; it ends after the call`, async () => {
    await using h = await makeHarness()
    const scene = await scenery(h)
    await away(h, scene)
    h.pass(20 * HOUR)
    assert.deepEqual(await statusOf(h, scene.id), ['ONLINE', null])
    await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
    assert.deepEqual(await statusOf(h, scene.id), ['COMPLETED', 'TOO_LONG'])
  })

test('endLatePractices: an open invitation is cancelled by the system', async () => {
  await using h = await makeHarness({ settings: { invitationSeconds: 60 } })
  const practice = await online(h)
  h.pass(4 * HOUR)
  const scene = await invited(h, practice)
  await away(h, scene)
  assert.deepEqual(await statusOf(h, scene.id), ['COMPLETED', 'DOCTOR_AWAY'])
  assert.equal((await callOf(h, scene)).status, 'CANCELLED')
  const rows = (await h.audit(scene.id)).slice(-2).map((row) => [row.actionType, row.actorUserId])
  assert.deepEqual(rows, [
    ['CALL_CANCELLED', null],
    ['SCHEDULE_ENDED', null],
  ])
})
