import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../row-types.ts'
import { instant, samples } from './samples.ts'
import type { Store, Where } from '../store.ts'

const { id, schedule, counter, signal, presence } = samples

const ids = (rows: readonly { id: string }[]): number[] => rows.map((row) => Number(row.id.slice(-12)))

/** What every store's `prune` does. */
export function pruneContract(open: () => Promise<Store>): void {
  test('prune: removes what matches, so many at a time, and says how many', async () => {
    await using store = await open()
    await store.commit(Array.from({ length: 10 }, (_, n) => signal(n + 1)))
    const old: Where<Row<'signals'>> = { createdAt: { lt: instant(8) } }
    assert.equal((await store.find('signals', old, { by: 'n', order: 'asc' })).length, 7)
    assert.equal((await store.get('signals', id(1)))?.n, 1)
    assert.equal(await store.prune('signals', old, 5), 5)
    assert.equal(await store.count('signals', {}), 5)
    assert.equal(await store.prune('signals', old, 5), 2)
    assert.equal(await store.prune('signals', old, 5), 0)
    assert.deepEqual(await store.find('signals', old, { by: 'n', order: 'asc' }), [])
    assert.equal(await store.get('signals', id(1)), null)
    assert.deepEqual(ids(await store.find('signals', {}, { by: 'n', order: 'asc' })), [8, 9, 10])
    assert.equal(await store.commit([signal(20, { n: 1 })]), true, 'the number of a removed signal is free')
  })

  test('prune: takes lists, equality and ranges together', async () => {
    await using store = await open()
    await store.commit([
      presence(1),
      presence(2, { kind: 'REQUEST' }),
      presence(3, { kind: 'GONE' }),
      presence(4, { kind: 'REQUEST' }),
      counter(1),
      schedule(1),
    ])
    assert.equal(await store.prune('presences', { kind: { in: ['REQUEST', 'GONE'] }, at: { lt: instant(4) } }, 10), 2)
    assert.equal(await store.prune('presences', { processId: 'nobody' }, 10), 0)
    assert.deepEqual(ids(await store.find('presences', {}, { by: 'at', order: 'asc' })), [1, 4])
    assert.deepEqual(await store.get('schedules', id(1)), schedule(1).after)
  })
}
