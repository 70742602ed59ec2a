import assert from 'node:assert/strict'
import { test } from 'node:test'
import { presenceId, userSubject } from '../presence/who-is-present.ts'
import type { PresenceRow } from '../store/ephemeral-rows.ts'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, online, ready, waiting } from '../test/scenes.ts'

const view = (doctor: Seat, id: string, query: { since?: number; before?: string; limit?: number } = {}) =>
  doctor.run('viewQueue', { params: { id }, query })

test('viewQueue: entries by number with names, without those who have left', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const { doctor, id } = practice
  const seen = await active(h, practice, await h.patient('Ada'))
  await doctor.run('doctorEndCall', { params: { id: seen.callId } })
  const gone = await waiting(h, id, await h.patient('Ben'))
  await gone.run('leaveQueue', { params: { id } })
  await active(h, practice, await h.patient('Cem'))
  await ready(h, id, await h.patient('Dan'))
  await waiting(h, id, await h.patient('Eva'))
  const entries = await view(doctor, id)
  assert.deepEqual(
    entries.map((entry) => [entry.queueNumber, entry.patientName, entry.status]),
    [
      [1, 'Ada', 'DONE'],
      [3, 'Cem', 'IN_CALL'],
      [4, 'Dan', 'READY'],
      [5, 'Eva', 'WAITING'],
    ],
  )
})

test('viewQueue: with `since`, entries changed after it in the order of the changes, including LEFT', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const [first, second] = [await waiting(h, id), await waiting(h, id)]
  await waiting(h, id)
  const rev = Math.max(...(await view(doctor, id)).map((entry) => entry.rev))
  assert.deepEqual(await view(doctor, id, { since: rev }), [])
  await second.run('leaveQueue', { params: { id } })
  await first.run('toggleReady', { params: { id } })
  const changed = await view(doctor, id, { since: rev })
  assert.deepEqual(
    changed.map((entry) => [entry.queueNumber, entry.status, entry.rev]),
    [
      [2, 'LEFT', rev + 1],
      [1, 'READY', rev + 2],
    ],
  )
  assert.deepEqual(
    (await view(doctor, id, { since: rev, limit: 1 })).map((entry) => entry.rev),
    [rev + 1],
  )
})

test('viewQueue: the whole queue by default, in pages with `limit` and `before`', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  for (let i = 0; i < 250; i++) await waiting(h, id)
  const all = await view(doctor, id)
  assert.deepEqual(
    all.map((entry) => entry.queueNumber),
    Array.from({ length: 250 }, (_, i) => i + 1),
  )
  const page = await view(doctor, id, { limit: 100, before: all[99]!.id })
  assert.deepEqual(
    page.map((entry) => entry.queueNumber),
    Array.from({ length: 100 }, (_, i) => i + 101),
  )
  const other = await online(h)
  await waiting(h, other.id)
  await refused(view(doctor, id, { before: (await view(other.doctor, other.id))[0]!.id }), 'UNKNOWN_CURSOR')
  await refused(view(doctor, id, { before: h.newId() }), 'UNKNOWN_CURSOR')
})

/** What the process of the id `one` knows of somebody. */
const sign = (h: Harness, { person }: Seat, kind: PresenceRow['kind']): Promise<void> => {
  const subject = userSubject(person.userId)
  const row = { id: presenceId(subject, 'one'), subject, kind, processId: 'one', at: h.now().toISOString() }
  return h.store.ephemeral.put('presences', [row], h.now())
}

test('viewQueue: `online` for live entries, read in bulk', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const people = [await waiting(h, id), await waiting(h, id), await waiting(h, id)]
  const at = h.now().toISOString()
  await sign(h, people[0]!, 'SOCKET')
  await sign(h, people[1]!, 'REQUEST')
  await h.store.ephemeral.put('processes', [{ id: 'one', beatAt: at, startedAt: at }], h.now())
  const read = async () => (await view(doctor, id)).map((entry) => entry.online)
  assert.deepEqual(await read(), [true, true, false])
  const rev = (await view(doctor, id)).map((entry) => entry.rev)
  h.pass(15_000)
  assert.deepEqual(await read(), [false, true, false])
  h.pass(5000)
  assert.deepEqual(await read(), [false, false, false])
  assert.deepEqual(
    (await view(doctor, id)).map((entry) => entry.rev),
    rev,
  )
})

test('viewQueue: `awaySince` of live entries from sockets and requests; null while present and for ended entries', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const people = [await waiting(h, id), await waiting(h, id), await waiting(h, id)]
  const at = h.now().toISOString()
  await sign(h, people[0]!, 'GONE')
  await sign(h, people[1]!, 'REQUEST')
  const joinedAt = (await view(doctor, id))[2]!.joinedAt
  const read = async () => (await view(doctor, id)).map((entry) => entry.awaySince)
  const beatAt = new Date(h.now().getTime() + 60_000).toISOString()
  await h.store.ephemeral.put('processes', [{ id: 'one', startedAt: at, beatAt }], h.now())
  assert.deepEqual(await read(), [at, null, joinedAt])
  h.pass(20_000)
  assert.deepEqual(await read(), [at, at, joinedAt])
  await doctor.run('endPractice', { params: { id } })
  assert.deepEqual(await read(), [null, null, null])
})

test('viewQueue: another doctor’s queue is NOT_FOUND', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  await refused(view(await h.doctor(), id), 'NOT_FOUND')
  await refused(view(await h.doctor(), h.newId()), 'NOT_FOUND')
})
