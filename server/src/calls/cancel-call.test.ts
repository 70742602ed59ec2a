import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused } from '../test/harness.ts'
import { callOf, entryOf, invited } from '../test/scenes.ts'

test('cancelCall: INVITED → CANCELLED, the patient stays READY, announced, one audit row', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const call = await scene.doctor.run('cancelCall', { params: { id: scene.callId } })
  assert.deepEqual([call.status, call.endedAt], ['CANCELLED', h.now().toISOString()])
  const entry = await entryOf(h, scene)
  assert.deepEqual([entry.status, entry.isReady, entry.callSessionId], ['READY', true, null])
  assert.deepEqual(h.announced(), ['call_sessions.cancel', 'queue_entries.keepReady', 'queue_counters'])
  const last = (await h.audit(scene.id)).at(-1)
  assert.deepEqual([last?.actionType, last?.actorUserId], ['CALL_CANCELLED', scene.doctor.person.userId])
})

test('cancelCall: an overdue invitation has expired and cannot be cancelled', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  await refused(scene.doctor.run('cancelCall', { params: { id: scene.callId } }), 'WRONG_STATE')
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
})
