import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness } from '../test/harness.ts'
import { active, callOf, invited } from '../test/scenes.ts'

test('setPeerId: each side sets only its own; announced, one audit row each', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const params = { id: scene.callId }
  await scene.patient.run('confirmCall', { params })
  h.announced()
  await scene.doctor.run('doctorSetPeerId', { params, body: { peerId: 'd' } })
  const call = await scene.patient.run('patientSetPeerId', { params, body: { peerId: 'p' } })
  assert.deepEqual([call.doctorPeerId, call.patientPeerId], ['d', 'p'])
  assert.deepEqual(h.announced(), ['call_sessions.setPeerId', 'call_sessions.setPeerId'])
  const rows = (await h.audit(scene.id)).slice(-2)
  assert.deepEqual(
    rows.map((row) => [row.actionType, row.actorUserId]),
    [
      ['PEER_ID_SET', scene.doctor.person.userId],
      ['PEER_ID_SET', scene.patient.person.userId],
    ],
  )
})

test('setPeerId: a new id after a reconnect changes nothing else', async () => {
  await using h = await makeHarness()
  const scene = await active(h)
  const before = await callOf(h, scene)
  await scene.patient.run('patientSetPeerId', { params: { id: scene.callId }, body: { peerId: 'again' } })
  assert.deepEqual(await callOf(h, scene), { ...before, patientPeerId: 'again', version: before.version + 1 })
})
