import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness } from '../test/harness.ts'
import { watchDelivery } from './watch-delivery.ts'

test('watchDelivery: whole alone, and beside others while all deliver', async () => {
  await using h = await makeHarness()
  const delivery = { isReady: false, losses: 0 }
  const reported: boolean[] = []
  const look = watchDelivery({
    store: h.store,
    processId: 'own',
    now: h.now,
    delivery,
    changed: (whole) => reported.push(whole),
  })
  const beat = (id: string, row: { delivers?: boolean; losses?: number }) => {
    const at = h.now().toISOString()
    return h.store.ephemeral.put('processes', [{ id, beatAt: at, startedAt: at, ...row }], h.now())
  }
  const after = async (step: () => unknown) => {
    await step()
    await look()
    return reported.splice(0)
  }
  assert.deepEqual(await after(() => beat('own', { delivers: delivery.isReady })), [], 'alone')
  assert.deepEqual(await after(() => beat('other', { delivers: true })), [false], 'this one delivers nothing')
  assert.deepEqual(await after(() => undefined), [], 'reported once')
  assert.deepEqual(await after(() => (delivery.isReady = true)), [true])
  assert.deepEqual(await after(() => beat('other', { delivers: false })), [false], 'the other one delivers nothing')
  assert.deepEqual(await after(() => beat('other', { delivers: true })), [true])
  assert.deepEqual(await after(() => beat('earlier', {})), [false], 'one of an earlier version')
  assert.deepEqual(await after(() => h.pass(15_000)), [true], 'they beat no more')
})

test('watchDelivery: a loss that began and ended between two looks is reported, whichever process had it', async () => {
  await using h = await makeHarness()
  const delivery = { isReady: true, losses: 3 }
  const reported: boolean[] = []
  const look = watchDelivery({ store: h.store, processId: 'own', now: h.now, delivery, changed: (whole) => reported.push(whole) })
  const beat = (losses?: number) => {
    const at = h.now().toISOString()
    const row = { id: 'other', beatAt: at, startedAt: at, delivers: true, ...(losses !== undefined && { losses }) }
    return h.store.ephemeral.put('processes', [row], h.now())
  }
  const after = async (step: () => unknown) => {
    await step()
    await look()
    return reported.splice(0)
  }
  delivery.losses = 4
  assert.deepEqual(await after(() => undefined), [], 'alone nothing is lost')
  assert.deepEqual(await after(() => beat(7)), [], 'what was lost before it was first seen')
  assert.deepEqual(await after(() => beat(8)), [false, true], 'the other one')
  assert.deepEqual(await after(() => beat(8)), [])
  assert.deepEqual(await after(() => delivery.losses++), [false, true], 'this one')
  delivery.losses++
  const looks = [look(), look()]
  await Promise.all(looks)
  assert.deepEqual(reported.splice(0), [false, true], 'once, by looks at the same time')
})
