import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, invited, online, ready, waiting } from '../test/scenes.ts'

const leave = (patient: Seat, id: string) => patient.run('leaveQueue', { params: { id } })

for (const [name, scenery] of [
  ['WAITING', waiting],
  ['READY', ready],
] as const)
  test(`leaveQueue: ${name} → LEFT, announced, one audit row; a repeat is a no-op`, async () => {
    await using h = await makeHarness()
    const { id } = await online(h)
    const patient = await scenery(h, id)
    const left = await leave(patient, id)
    assert.deepEqual([left.status, left.isReady], ['LEFT', false])
    assert.deepEqual(h.announced(), ['queue_entries.leave', 'queue_counters'])
    assert.deepEqual(await leave(patient, id), left)
    assert.deepEqual(h.announced(), [])
    assert.equal((await h.audit(id)).at(-1)?.actionType, 'QUEUE_LEFT')
    await assertAgreement(h, id)
  })

test('leaveQueue: an open invitation is declined in the same commit', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const left = await leave(scene.patient, scene.id)
  assert.deepEqual([left.status, left.callSessionId], ['LEFT', null])
  assert.deepEqual(h.announced(), ['call_sessions.decline', 'queue_entries.leave', 'queue_counters'])
  const call = await callOf(h, scene)
  assert.deepEqual([call.status, call.endedAt], ['DECLINED', h.now().toISOString()])
  const rows = (await h.audit(scene.id)).slice(-2)
  assert.deepEqual(
    rows.map((row) => [row.actionType, row.callSessionId, row.timestamp]),
    [
      ['CALL_DECLINED', scene.callId, h.now().toISOString()],
      ['QUEUE_LEFT', scene.callId, h.now().toISOString()],
    ],
  )
  await assertAgreement(h, scene.id)
})

test('leaveQueue: an overdue invitation expires instead of being declined', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  await leave(scene.patient, scene.id)
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
  assert.equal((await entryOf(h, scene)).status, 'LEFT')
})

test('leaveQueue: refused in a call, after being seen, and once closed', async () => {
  await using h = await makeHarness()
  const inCall = await confirmed(h)
  await refused(leave(inCall.patient, inCall.id), 'IN_CALL')
  const seen = await active(h)
  await seen.doctor.run('doctorEndCall', { params: { id: seen.callId } })
  await refused(leave(seen.patient, seen.id), 'QUEUE_ENDED')
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  await doctor.run('endPractice', { params: { id } })
  await refused(leave(patient, id), 'QUEUE_ENDED')
  await h.sweep()
  await refused(leave(patient, id), 'QUEUE_ENDED')
})

test('leaveQueue: NOT_FOUND without an entry', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  await waiting(h, id)
  await refused(leave(await h.patient(), id), 'NOT_FOUND')
  await refused(leave(await h.patient(), h.newId()), 'NOT_FOUND')
})
