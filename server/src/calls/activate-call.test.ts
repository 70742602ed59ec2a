import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused } from '../test/harness.ts'
import { entryOf, invited } from '../test/scenes.ts'

test('activateCall: needs both peer ids; then CONFIRMED → ACTIVE, announced, one audit row', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const params = { id: scene.callId }
  await scene.patient.run('confirmCall', { params })
  await refused(scene.doctor.run('activateCall', { params }), 'PEER_ID_MISSING')
  await scene.doctor.run('doctorSetPeerId', { params, body: { peerId: 'd' } })
  await refused(scene.patient.run('activateCall', { params }), 'PEER_ID_MISSING')
  await scene.patient.run('patientSetPeerId', { params, body: { peerId: 'p' } })
  h.announced()
  h.pass(1000)
  const call = await scene.patient.run('activateCall', { params })
  assert.deepEqual([call.status, call.activatedAt], ['ACTIVE', h.now().toISOString()])
  assert.deepEqual(h.announced(), ['call_sessions.activate'])
  assert.deepEqual(await scene.doctor.run('activateCall', { params }), call)
  assert.deepEqual(h.announced(), [])
  assert.equal((await entryOf(h, scene)).status, 'IN_CALL')
  assert.equal((await h.audit(scene.id)).filter((row) => row.actionType === 'CALL_ACTIVATED').length, 1)
})
