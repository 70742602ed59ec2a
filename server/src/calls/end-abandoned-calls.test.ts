import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Side } from '@medconsult/contract'
import { callSubject, presenceId } from '../presence/who-is-present.ts'
import type { PresenceRow } from '../store/ephemeral-rows.ts'
import { makeHarness, withoutMutex, type Harness } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, type Scene } from '../test/scenes.ts'
import { makeEndAbandonedCalls } from './end-abandoned-calls.ts'

/** What the process with the id `here` knows about one side of the call. */
const note = (h: Harness, scene: Scene, side: Side, kind: PresenceRow['kind']): Promise<void> => {
  const subject = callSubject(scene.callId, side)
  const row = { id: presenceId(subject, 'here'), subject, kind, processId: 'here', at: h.now().toISOString() }
  return h.store.ephemeral.put('presences', [row], h.now())
}
const beat = (h: Harness): Promise<void> => {
  const beatAt = h.now().toISOString()
  return h.store.ephemeral.put('processes', [{ id: 'here', beatAt, startedAt: beatAt }], h.now())
}
/** A socket of one side in the call's room, on a process that beats now. */
async function enter(h: Harness, scene: Scene, side: Side): Promise<void> {
  await note(h, scene, side, 'SOCKET')
  await beat(h)
}
const leave = (h: Harness, scene: Scene, side: Side): Promise<void> => note(h, scene, side, 'GONE')
const endReason = async (h: Harness, scene: Scene) => {
  await makeEndAbandonedCalls(h.startedAt)(h.system)
  return (await callOf(h, scene)).endReason
}
/** A harness whose server started long ago, so that its start does not matter. */
const longRunning = async () => {
  const h = await makeHarness()
  h.pass(3_600_000)
  return h
}

test('endAbandonedCalls: a call not ACTIVE 120 s after confirming is ended, whoever is present, and the patient waits again', async () => {
  await using h = await longRunning()
  const scene = await confirmed(h)
  await enter(h, scene, 'doctor')
  await enter(h, scene, 'patient')
  h.pass(119_999)
  await beat(h)
  assert.equal(await endReason(h, scene), null)
  h.pass(1)
  assert.equal(await endReason(h, scene), 'NEVER_ACTIVE')
  assert.deepEqual(h.announced(), ['call_sessions.end', 'queue_entries.waitAgain', 'queue_counters'])
  assert.equal((await entryOf(h, scene)).status, 'WAITING')
  const last = (await h.audit(scene.id)).at(-1)
  assert.deepEqual([last?.actionType, last?.actorUserId, last?.metadata['endReason']], ['CALL_ENDED', null, 'NEVER_ACTIVE'])
  await endReason(h, scene)
  assert.deepEqual(h.announced(), [])
})

test('endAbandonedCalls: a call that both left is ended 120 s after the later of them, and the patient is DONE', async () => {
  await using h = await longRunning()
  const scene = await active(h)
  await enter(h, scene, 'doctor')
  await enter(h, scene, 'patient')
  h.pass(600_000)
  await beat(h)
  assert.equal(await endReason(h, scene), null)
  await leave(h, scene, 'doctor')
  h.pass(60_000)
  await beat(h)
  await leave(h, scene, 'patient')
  h.pass(119_999)
  assert.equal(await endReason(h, scene), null)
  h.pass(1)
  assert.equal(await endReason(h, scene), 'BOTH_GONE')
  assert.deepEqual(h.announced(), ['call_sessions.end', 'queue_entries.finish', 'queue_counters'])
  assert.equal((await entryOf(h, scene)).status, 'DONE')
})

test('endAbandonedCalls: one participant, by socket or by polling, keeps the call open', async () => {
  await using h = await longRunning()
  const scene = await active(h)
  await enter(h, scene, 'patient')
  for (let i = 0; i < 40; i++) {
    h.pass(10_000)
    await beat(h)
    assert.equal(await endReason(h, scene), null)
  }
  await leave(h, scene, 'patient')
  await note(h, scene, 'doctor', 'REQUEST')
  h.pass(119_999)
  assert.equal(await endReason(h, scene), null)
  h.pass(1)
  assert.equal(await endReason(h, scene), 'BOTH_GONE')
})

test('endAbandonedCalls: the sockets of a dead process count until its last beat', async () => {
  await using h = await longRunning()
  const scene = await active(h)
  await enter(h, scene, 'doctor')
  h.pass(200_000)
  await beat(h)
  h.pass(119_999)
  assert.equal(await endReason(h, scene), null)
  h.pass(1)
  assert.equal(await endReason(h, scene), 'BOTH_GONE')
})

test('endAbandonedCalls: if nobody was ever seen, 120 s count from confirming', async () => {
  await using h = await longRunning()
  const scene = await active(h)
  h.pass(119_999)
  assert.equal(await endReason(h, scene), null)
  h.pass(1)
  assert.equal(await endReason(h, scene), 'BOTH_GONE')
})

for (const [name, scenery, reason] of [
  ['never active', confirmed, 'NEVER_ACTIVE'],
  ['both gone', active, 'BOTH_GONE'],
] as const)
  test(`endAbandonedCalls: ${name}: after a restart both sides have 120 s to come back`, async () => {
    await using h = await longRunning()
    const scene = await scenery(h)
    h.pass(600_000)
    const later = await makeHarness({ store: h.store, now: h.now().toISOString() })
    assert.equal(await endReason(later, scene), null)
    later.pass(119_999)
    assert.equal(await endReason(later, scene), null)
    later.pass(1)
    assert.equal(await endReason(later, scene), reason)
  })

test('endAbandonedCalls: on several processes at once, each call is ended once, in more than one batch', async () => {
  await using h = await longRunning()
  const ids = new Set<string>()
  for (let i = 0; i < 205; i++) ids.add((await confirmed(h)).id)
  h.pass(120_000)
  const apart = withoutMutex(h.system)
  await Promise.all([makeEndAbandonedCalls(h.startedAt)(apart), makeEndAbandonedCalls(h.startedAt)(apart)])
  assert.equal(h.announced().filter((it) => it === 'call_sessions.end').length, ids.size)
})
