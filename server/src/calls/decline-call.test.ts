import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness } from '../test/harness.ts'
import { entryOf, invited } from '../test/scenes.ts'

test('declineCall: INVITED → DECLINED, the entry WAITING, announced, one audit row', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(1000)
  const call = await scene.patient.run('declineCall', { params: { id: scene.callId } })
  assert.deepEqual([call.status, call.endedAt, call.endReason], ['DECLINED', h.now().toISOString(), null])
  const entry = await entryOf(h, scene)
  assert.deepEqual([entry.status, entry.isReady, entry.callSessionId], ['WAITING', false, null])
  assert.deepEqual(h.announced(), ['call_sessions.decline', 'queue_entries.waitAgain', 'queue_counters'])
  const last = (await h.audit(scene.id)).at(-1)
  assert.deepEqual([last?.actionType, last?.actorUserId], ['CALL_DECLINED', scene.patient.person.userId])
})
