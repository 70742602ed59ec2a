import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from './store/store.ts'
import { makeHarness } from './test/harness.ts'
import { active, callOf, entryOf, invited, online, waiting } from './test/scenes.ts'

test('sweep: expires, ends abandoned calls, closes entries of ended practices and prunes; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const [open, abandoned, practice] = [await invited(h), await active(h), await online(h)]
  const patient = await waiting(h, practice.id)
  await practice.doctor.run('endPractice', { params: { id: practice.id } })
  h.pass(120_000)
  await h.sweep()
  assert.equal((await callOf(h, open)).status, 'EXPIRED')
  assert.equal((await callOf(h, abandoned)).endReason, 'BOTH_GONE')
  assert.equal((await entryOf(h, { id: practice.id, patient })).status, 'CLOSED')
  h.announced()
  await h.sweep()
  assert.deepEqual(h.announced(), [])
})

test('sweep: acts as the system, whoever calls it', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  await h.sweep({ actor: scene.patient.person })
  assert.equal((await h.audit(scene.id)).at(-1)?.actorUserId, null)
})

test('sweep: a failing step does not stop the others, and is reported', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  await waiting(h, practice.id)
  await practice.doctor.run('endPractice', { params: { id: practice.id } })
  const store: Store = Object.assign(Object.create(h.store) as Store, {
    find: (table: Parameters<Store['find']>[0], ...rest: never[]) =>
      table === 'call_sessions'
        ? Promise.reject(new Error('no calls now'))
        : (h.store.find as (...args: unknown[]) => Promise<never>)(table, ...rest),
  })
  await assert.rejects(h.sweep({ store }), (error: AggregateError) => /no calls now/.test(String(error.errors[0])))
  assert.equal((await h.store.get('schedules', practice.id))?.settled, true)
})
