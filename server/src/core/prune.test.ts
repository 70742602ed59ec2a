import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prune } from './prune.ts'
import { insert } from '../store/store.ts'
import { makeHarness } from '../test/harness.ts'
import { online, waiting } from '../test/scenes.ts'

test('prune: reminders once they may be repeated, logins after their end; nothing earlier', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  await doctor.run('remind', { params: { id, patientId: patient.person.userId } })
  const left = async () => [
    await h.store.count('reminders', { at: { gte: '' } }),
    await h.store.count('logins', { expiresAt: { gte: '' } }),
  ]
  const logins = (await left())[1]!
  h.pass(60_000)
  await prune(h.system)
  assert.deepEqual(await left(), [1, logins])
  h.pass(1)
  await prune(h.system)
  assert.deepEqual(await left(), [0, logins])
  h.pass(Date.parse('2027-01-01T00:00:00.001Z') - h.now().getTime())
  await prune(h.system)
  assert.deepEqual(await left(), [0, 0])
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
