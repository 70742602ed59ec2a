import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness } from '../test/harness.ts'
import { watchDelivery } from './watch-delivery.ts'

test('watchDelivery: whole alone, and beside others while all deliver', async () => {
  await using h = await makeHarness()
  let delivers = false
  const told: boolean[] = []
  const look = watchDelivery({
    store: h.store,
    processId: 'own',
    now: h.now,
    delivers: () => delivers,
    changed: (whole) => told.push(whole),
  })
  const beat = (id: string, row: { delivers?: boolean }) => {
    const at = h.now().toISOString()
    return h.store.ephemeral.put('processes', [{ id, beatAt: at, startedAt: at, ...row }], h.now())
  }
  const after = async (step: () => unknown) => {
    await step()
    await look()
    return told.splice(0)
  }
  assert.deepEqual(await after(() => beat('own', { delivers })), [], 'alone')
  assert.deepEqual(await after(() => beat('other', { delivers: true })), [false], 'this one delivers nothing')
  assert.deepEqual(await after(() => undefined), [], 'told once')
  assert.deepEqual(await after(() => (delivers = true)), [true])
  assert.deepEqual(await after(() => beat('other', { delivers: false })), [false], 'the other one delivers nothing')
  assert.deepEqual(await after(() => beat('other', { delivers: true })), [true])
  assert.deepEqual(await after(() => beat('earlier', {})), [false], 'one of an earlier version')
  assert.deepEqual(await after(() => h.pass(15_000)), [true], 'they beat no more')
})
