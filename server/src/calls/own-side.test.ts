import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callSubject, presenceId } from '../presence/who-is-present.ts'
import { makeHarness, refused } from '../test/harness.ts'
import { active, callIn } from '../test/scenes.ts'

test('ownSide: a side’s switches are kept for its next page and are private to it', async () => {
  await using h = await makeHarness()
  const scene = await active(h)
  const params = { id: scene.callId }
  const both = { microphone: true, camera: true, elsewhere: false }
  assert.deepEqual(await scene.patient.run('ownSide', { params }), both)
  const announced = h.announced().length
  const rows = (await h.audit(scene.id)).length
  const off = { microphone: false, camera: true }
  assert.deepEqual(await scene.patient.run('setSwitches', { params, body: off }), off)
  assert.deepEqual(await scene.patient.run('ownSide', { params }), { ...off, elsewhere: false })
  assert.deepEqual(await scene.doctor.run('ownSide', { params }), both)
  await scene.patient.run('setSwitches', { params, body: { microphone: true, camera: false } })
  assert.deepEqual(await scene.patient.run('ownSide', { params }), { microphone: true, camera: false, elsewhere: false })
  assert.equal((await h.audit(scene.id)).length, rows)
  await scene.patient.run('setSwitches', { params, body: { microphone: true, camera: false } })
  assert.deepEqual(h.announced().slice(announced), ['call_switches', 'call_switches'])
  await refused((await h.patient()).run('ownSide', { params }), 'NOT_FOUND')
  await refused((await h.patient()).run('setSwitches', { params, body: off }), 'NOT_FOUND')
})

test('ownSide: says whether another page of the same person is in the call', async () => {
  await using h = await makeHarness()
  const scene = await active(h)
  const at = h.now().toISOString()
  const subject = callSubject(scene.callId, 'patient')
  await h.store.ephemeral.put('processes', [{ id: 'one', beatAt: at, startedAt: at }], h.now())
  const row = { id: presenceId(subject, 'one'), subject, kind: 'SOCKET', processId: 'one', at } as const
  await h.store.ephemeral.put('presences', [row], h.now())
  const params = { id: scene.callId }
  assert.equal((await scene.patient.run('ownSide', { params })).elsewhere, true)
  assert.equal((await scene.doctor.run('ownSide', { params })).elsewhere, false)
})

test('setSwitches: refused before the call is confirmed and after it has ended', async () => {
  for (const status of ['INVITED', 'ENDED'] as const) {
    await using h = await makeHarness()
    const scene = await callIn(h, status)
    await refused(
      scene.doctor.run('setSwitches', { params: { id: scene.callId }, body: { microphone: true, camera: true } }),
      'WRONG_STATE',
    )
  }
})
