import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused } from '../test/harness.ts'
import { online, waiting } from '../test/scenes.ts'

test('a patient has ten moves at once in a practice, then one every three seconds; no-ops do not count', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const patient = await waiting(h, id)
  const params = { id }
  const toggle = (isReady?: boolean) => patient.run('toggleReady', { params, body: isReady === undefined ? {} : { isReady } })
  for (let n = 0; n < 50; n++) await toggle(false)
  // Joining was the first move.
  for (let n = 1; n < 9; n++) await toggle()
  await patient.run('leaveQueue', { params })
  const rows = (await h.audit(id)).length
  for (let n = 0; n < 50; n++) {
    await patient.run('leaveQueue', { params })
    const refusal = await refused(patient.run('joinQueue', { params }), 'MOVED_TOO_OFTEN')
    assert.equal(refusal.retryAfterSeconds, 3)
  }
  assert.equal((await h.audit(id)).length, rows, 'and the audit log does not grow')
  const elsewhere = await online(h)
  await patient.run('joinQueue', { params: { id: elsewhere.id } })
  h.pass(3000)
  await patient.run('joinQueue', { params })
  await refused(toggle(true), 'MOVED_TOO_OFTEN')
  await toggle(false)
  h.pass(3000)
  await toggle(true)
  await refused(patient.run('leaveQueue', { params }), 'MOVED_TOO_OFTEN')
})

test('reported media may change ten times at once, then every three seconds, and does not count as a move', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const patient = await waiting(h, id)
  const params = { id }
  const say = (media: 'NONE' | 'BOTH') => patient.run('toggleReady', { params, body: { isReady: true, media } })
  await say('BOTH')
  for (let n = 0; n < 10; n++) await say(n % 2 ? 'BOTH' : 'NONE')
  const { retryAfterSeconds } = await refused(say('NONE'), 'MOVED_TOO_OFTEN')
  assert.equal(retryAfterSeconds, 3)
  await say('BOTH')
  h.pass(3000)
  await say('NONE')
  await refused(say('BOTH'), 'MOVED_TOO_OFTEN')
  await patient.run('leaveQueue', { params })
})

test('a move that is decided again after a lost race counts once', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const patient = await waiting(h, id)
  let lost = 0
  const busy = { ...h.store, commit: async (...given: Parameters<typeof h.store.commit>) => lost++ % 20 === 19 && h.store.commit(...given) }
  for (let n = 0; n < 9; n++) await h.apart(patient.person, busy).run('toggleReady', { params: { id } })
  await refused(patient.run('toggleReady', { params: { id } }), 'MOVED_TOO_OFTEN')
})
