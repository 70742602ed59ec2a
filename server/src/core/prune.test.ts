import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prune } from './prune.ts'
import { insert, update } from '../store/store.ts'
import { makeHarness } from '../test/harness.ts'
import { confirmed, online, waiting } from '../test/scenes.ts'

test('prune: signals after 60 s, reminders when they are due again, logins after their end; nothing before', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  await doctor.run('remind', { params: { id, patientId: patient.person.userId } })
  await scene.doctor.run('sendSignal', { params: { id: scene.callId }, body: { message: { type: 'OFFER', dst: 'patient' } } })
  const left = async () => [
    (await h.store.find('signals', { callSessionId: scene.callId, n: { gt: 0 } })).length,
    await h.store.count('reminders', { at: { gte: '' } }),
    await h.store.count('logins', { expiresAt: { gte: '' } }),
  ]
  const logins = (await left())[2]!
  h.pass(60_000)
  await prune(h.system)
  assert.deepEqual(await left(), [1, 1, logins])
  h.pass(1)
  await prune(h.system)
  assert.deepEqual(await left(), [0, 0, logins])
  h.pass(Date.parse('2027-01-01T00:00:00.001Z') - h.now().getTime())
  await prune(h.system)
  assert.deepEqual(await left(), [0, 0, 0])
})

test('prune: more than one batch', async () => {
  await using h = await makeHarness()
  const at = h.now().toISOString()
  const rows = Array.from({ length: 1200 }, () => insert('reminders', { id: h.newId(), scheduleId: 'x', patientId: 'x', at }))
  await h.store.commit(rows)
  h.pass(60_001)
  await prune(h.system)
  assert.equal(await h.store.count('reminders', { at: { gte: '' } }), 0)
})

test('prune: who was here long ago, and a process without a beat with its sockets; a live process keeps its own', async () => {
  await using h = await makeHarness()
  const at = h.now().toISOString()
  await h.store.commit([
    insert('processes', { id: 'dead', beatAt: at, startedAt: null }),
    insert('processes', { id: 'live', beatAt: at, startedAt: null }),
    insert('presences', { id: 'socket-dead', subject: 'user:a', kind: 'SOCKET', processId: 'dead', at }),
    insert('presences', { id: 'socket-live', subject: 'user:b', kind: 'SOCKET', processId: 'live', at }),
    insert('presences', { id: 'request', subject: 'user:c', kind: 'REQUEST', processId: null, at }),
    insert('presences', { id: 'gone', subject: 'user:d', kind: 'GONE', processId: null, at }),
  ])
  const left = async () =>
    (await h.store.find('presences', { subject: { in: ['user:a', 'user:b', 'user:c', 'user:d'] } })).map(({ id }) => id).sort()
  h.pass(600_000)
  await prune(h.system)
  assert.deepEqual(await left(), ['gone', 'request', 'socket-dead', 'socket-live'])
  const live = await h.store.get('processes', 'live')
  assert(live)
  await h.store.commit([update('processes', live, { beatAt: h.now().toISOString() })])
  h.pass(1)
  await prune(h.system)
  assert.deepEqual(await left(), ['socket-live'])
  assert.equal(await h.store.get('processes', 'dead'), null)
})
