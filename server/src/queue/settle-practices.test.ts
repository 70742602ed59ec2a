import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, withoutMutex } from '../test/harness.ts'
import { online, ready, waiting } from '../test/scenes.ts'
import { settlePractices } from './settle-practices.ts'

test('settlePractices: closes all entries of an ended practice, 200 per commit, without audit rows, and settles it', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  for (let i = 0; i < 230; i++) await waiting(h, id)
  for (let i = 0; i < 20; i++) await ready(h, id)
  await doctor.run('endPractice', { params: { id } })
  const rows = (await h.audit(id)).length
  assert.equal((await h.store.get('schedules', id))?.settled, false)
  h.announced()
  await settlePractices(h.system)
  const announced = h.announced()
  assert.equal(announced.filter((it) => it === 'queue_entries.close').length, 250)
  assert.equal(announced.filter((it) => it === 'queue_counters').length, 2)
  assert.equal(announced.at(-1), 'schedules.settle')
  assert.equal((await h.store.find('queue_entries', { scheduleId: id, status: 'CLOSED' })).length, 250)
  assert.equal((await h.audit(id)).length, rows)
  await assertAgreement(h, id)
  await settlePractices(h.system)
  assert.deepEqual(h.announced(), [])
})

test('settlePractices: leaves open practices alone', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  await waiting(h, id)
  await settlePractices(h.system)
  assert.deepEqual(h.announced(), [])
})

test('settlePractices: on several processes concurrently, each entry is closed once', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  for (let i = 0; i < 10; i++) await waiting(h, id)
  await doctor.run('endPractice', { params: { id } })
  h.announced()
  const apart = withoutMutex(h.system)
  await Promise.all([settlePractices(apart), settlePractices(apart), settlePractices(apart)])
  assert.equal(h.announced().filter((it) => it === 'queue_entries.close').length, 10)
  await assertAgreement(h, id)
})
