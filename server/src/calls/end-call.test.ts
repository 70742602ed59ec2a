import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness } from '../test/harness.ts'
import { active, confirmed, entryOf } from '../test/scenes.ts'

for (const [was, scenery, entry, move] of [
  ['ACTIVE', active, 'DONE', 'finish'],
  ['CONFIRMED', confirmed, 'WAITING', 'waitAgain'],
] as const)
  for (const side of ['doctor', 'patient'] as const)
    test(`endCall: ${was} by the ${side}: ENDED, the entry ${entry}, announced, one audit row that says who`, async () => {
      await using h = await makeHarness()
      const scene = await scenery(h)
      h.pass(60_000)
      const call = await scene[side].run(side === 'doctor' ? 'doctorEndCall' : 'patientEndCall', { params: { id: scene.callId } })
      const reason = side.toUpperCase()
      assert.deepEqual([call.status, call.endedAt, call.endReason], ['ENDED', h.now().toISOString(), reason])
      const after = await entryOf(h, scene)
      assert.deepEqual([after.status, after.isReady, after.callSessionId], [entry, false, null])
      assert.deepEqual(h.announced(), ['call_sessions.end', `queue_entries.${move}`, 'queue_counters'])
      const last = (await h.audit(scene.id)).at(-1)
      assert.deepEqual(
        [last?.actionType, last?.actorUserId, last?.metadata],
        ['CALL_ENDED', scene[side].person.userId, { from: was, to: 'ENDED', endReason: reason }],
      )
    })

test('endCall: if both end it concurrently, one does and both get the same reply', async () => {
  await using h = await makeHarness()
  const scene = await active(h)
  const params = { id: scene.callId }
  const [one, two] = await Promise.all([
    h.apart(scene.doctor.person).run('doctorEndCall', { params }),
    h.apart(scene.patient.person).run('patientEndCall', { params }),
  ])
  assert.deepEqual(one, two)
  assert.deepEqual(h.announced(), ['call_sessions.end', 'queue_entries.finish', 'queue_counters'])
})
