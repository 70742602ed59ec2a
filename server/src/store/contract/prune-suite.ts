import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../row-types.ts'
import { instant, samples } from './samples.ts'
import type { Store, Where } from '../store.ts'

const { id, schedule, counter, login, reminder } = samples

const ids = (rows: readonly { id: string }[]): number[] => rows.map((row) => Number(row.id.slice(-12)))

/** What every store's `prune` does. */
export function pruneContract(open: () => Promise<Store>): void {
  test('prune: removes matching rows, at most `limit`, and returns how many', async () => {
    await using store = await open()
    await store.commit(Array.from({ length: 10 }, (_, n) => reminder(n + 1)))
    const old: Where<Row<'reminders'>> = { at: { lt: instant(8) } }
    assert.equal((await store.find('reminders', old, { by: 'at', order: 'asc' })).length, 7)
    assert.equal((await store.get('reminders', id(1)))?.at, instant(1))
    assert.equal(await store.prune('reminders', old, 5), 5)
    assert.equal(await store.count('reminders', {}), 5)
    assert.equal(await store.prune('reminders', old, 5), 2)
    assert.equal(await store.prune('reminders', old, 5), 0)
    assert.deepEqual(await store.find('reminders', old, { by: 'at', order: 'asc' }), [])
    assert.equal(await store.get('reminders', id(1)), null)
    assert.deepEqual(ids(await store.find('reminders', {}, { by: 'at', order: 'asc' })), [8, 9, 10])
    assert.equal(await store.commit([reminder(1)]), true, 'the id of a removed row is free')
  })

  test('prune: combines lists, equality and ranges', async () => {
    await using store = await open()
    await store.commit([
      login(1),
      login(2, { status: 'REVOKED' }),
      login(3, { status: 'REVOKED', userId: 'other' }),
      login(4, { status: 'REVOKED' }),
      counter(1),
      schedule(1),
    ])
    const old = { userId: 'user', status: { in: ['REVOKED'] }, expiresAt: { lt: instant(4) } } as const
    assert.equal(await store.prune('logins', old, 10), 1)
    assert.equal(await store.prune('logins', { userId: 'nobody' }, 10), 0)
    assert.deepEqual(ids(await store.find('logins', {}, { by: 'expiresAt', order: 'asc' })), [1, 3, 4])
    assert.deepEqual(await store.get('schedules', id(1)), schedule(1).after)
  })
}
