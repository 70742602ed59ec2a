import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callSubject, lastSeenAt, presenceId, presentSubjects, userSubject } from './who-is-present.ts'
import type { PresenceRow } from '../store/ephemeral-rows.ts'
import { makeHarness, type Harness } from '../test/harness.ts'

const subject = userSubject('ada')
/** What a process knows about a subject. */
const put = (h: Harness, kind: PresenceRow['kind'], processId = 'one', about = subject) => {
  const row = { id: presenceId(about, processId), subject: about, kind, processId, at: h.now().toISOString() }
  return h.store.ephemeral.put('presences', [row], h.now())
}
const beat = (h: Harness, id: string) => {
  const beatAt = h.now().toISOString()
  return h.store.ephemeral.put('processes', [{ id, beatAt, startedAt: beatAt }], h.now())
}
const isPresent = async (h: Harness) => (await presentSubjects(h.store, [subject], h.now())).has(subject)
const seen = async (h: Harness) => (await lastSeenAt(h.store, subject, h.now()))?.toISOString() ?? null

test('presence: a person and each side of a call are separate subjects', () => {
  assert.equal(userSubject('x'), 'user:x')
  assert.equal(callSubject('x', 'doctor'), 'call:x:doctor')
  assert.notEqual(callSubject('x', 'doctor'), callSubject('x', 'patient'))
})

test('presence: a socket counts while its process has beaten within 15 s', async () => {
  await using h = await makeHarness()
  await put(h, 'SOCKET', 'one')
  assert.equal(await isPresent(h), false)
  h.pass(60_000)
  await beat(h, 'one')
  const beatAt = h.now().toISOString()
  h.pass(14_999)
  assert.equal(await isPresent(h), true)
  assert.equal(await seen(h), h.now().toISOString())
  h.pass(1)
  assert.equal(await isPresent(h), false)
  assert.equal(await seen(h), beatAt)
})

test('presence: a request counts for 20 s', async () => {
  await using h = await makeHarness()
  await put(h, 'REQUEST')
  const at = h.now().toISOString()
  h.pass(19_999)
  assert.equal(await isPresent(h), true)
  h.pass(1)
  assert.equal(await isPresent(h), false)
  assert.equal(await seen(h), at)
})

test('presence: a subject is away from the latest of all its signs on', async () => {
  await using h = await makeHarness()
  assert.equal(await seen(h), null)
  await put(h, 'REQUEST')
  h.pass(30_000)
  await put(h, 'GONE', 'two')
  const gone = h.now().toISOString()
  h.pass(1000)
  assert.equal(await isPresent(h), false)
  assert.equal(await seen(h), gone)
})

test('presence: a request from before the last socket ended does not count', async () => {
  await using h = await makeHarness()
  await put(h, 'REQUEST', 'one')
  h.pass(1000)
  await put(h, 'GONE', 'two')
  const gone = h.now().toISOString()
  assert.equal(await isPresent(h), false)
  h.pass(1000)
  assert.equal(await seen(h), gone, 'and the time since is counted from there')
  await put(h, 'REQUEST', 'one')
  assert.equal(await isPresent(h), true)
})

test('presence: one socket of several is enough, on any process', async () => {
  await using h = await makeHarness()
  await beat(h, 'one')
  h.pass(20_000)
  await beat(h, 'two')
  await put(h, 'SOCKET', 'one')
  await put(h, 'GONE', 'three')
  assert.equal(await isPresent(h), false)
  await put(h, 'SOCKET', 'two')
  assert.equal(await isPresent(h), true)
})

test('presence: thousands at once, each returned once', async () => {
  await using h = await makeHarness()
  await beat(h, 'one')
  const subjects = Array.from({ length: 1500 }, (_, i) => userSubject(String(i)))
  for (const [i, about] of subjects.entries()) if (i % 3 === 0) await put(h, 'SOCKET', 'one', about)
  const present = await presentSubjects(h.store, subjects, h.now())
  assert.deepEqual([...present].toSorted(), subjects.filter((_, i) => i % 3 === 0).toSorted())
  assert.equal((await presentSubjects(h.store, [], h.now())).size, 0)
})
