import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, withoutMutex } from '../test/harness.ts'
import { callOf, confirmed, entryOf, invited } from '../test/scenes.ts'
import { expireCalls } from './expire-calls.ts'

test('expireCalls: at 60 s and not before, by the system, once', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(59_999)
  await expireCalls(h.system)
  assert.deepEqual(h.announced(), [])
  h.pass(1)
  await expireCalls(h.system)
  await expireCalls(h.system)
  assert.deepEqual(h.announced(), ['call_sessions.expire', 'queue_entries.waitAgain', 'queue_counters'])
  const call = await callOf(h, scene)
  assert.deepEqual([call.status, call.endedAt], ['EXPIRED', h.now().toISOString()])
  const entry = await entryOf(h, scene)
  assert.deepEqual([entry.status, entry.isReady, entry.callSessionId], ['WAITING', false, null])
  const last = (await h.audit(scene.id)).at(-1)
  assert.deepEqual([last?.actionType, last?.actorUserId], ['CALL_EXPIRED', null])
  await assertAgreement(h, scene.id)
})

test('expireCalls: leaves confirmed calls alone and expires more than one batch', async () => {
  await using h = await makeHarness()
  const talking = await confirmed(h)
  for (let i = 0; i < 201; i++) await invited(h)
  h.pass(60_000)
  await expireCalls(h.system)
  assert.equal(h.announced().filter((it) => it === 'call_sessions.expire').length, 201)
  assert.equal((await callOf(h, talking)).status, 'CONFIRMED')
})

test('expireCalls: on several processes and with concurrent readers, a call expires once', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  const apart = withoutMutex(h.system)
  const params = { id: scene.callId }
  await Promise.all([
    expireCalls(apart),
    expireCalls(apart),
    h.apart(scene.doctor.person).run('callStatus', { params }),
    h.apart(scene.patient.person).run('pendingInvitation'),
  ])
  assert.equal(h.announced().filter((it) => it === 'call_sessions.expire').length, 1)
  assert.equal((await h.audit(scene.id)).filter((row) => row.actionType === 'CALL_EXPIRED').length, 1)
})

test('expireCalls: after a restart', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const later = await makeHarness({ store: h.store, now: '2026-03-02T10:00:00.000Z' })
  await later.sweep()
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
})
