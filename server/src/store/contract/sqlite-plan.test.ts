import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSqlite } from '../sqlite/sqlite.ts'
import { lookups } from './lookups.ts'
import { refuseScans } from './sqlite-plan.ts'

const open = () => openSqlite({ file: ':memory:', onPrepare: refuseScans })

for (const { table, index, looked } of lookups)
  test(`plan: ${table} (${index.join(', ')}) serves its lookups`, async () => {
    await using store = await open()
    for (const [where, page] of looked) {
      await store.find(table, where, page)
      if (page === undefined) await store.count(table, where)
    }
  })

test('plan: a query that no index serves is refused', async () => {
  await using store = await open()
  await assert.rejects(store.find('queue_entries', { patientName: 'Ada' }), /no index serves/)
  await assert.rejects(store.find('queue_entries', {}), /no index serves/)
  await assert.rejects(store.count('reminders', {}), /no index serves/)
  await assert.rejects(store.prune('reminders', { patientId: 'x' }, 1), /no index serves/)
  await assert.rejects(store.find('queue_entries', { scheduleId: 'x' }, { by: 'joinedAt', order: 'asc', limit: 5 }), /TEMP B-TREE/)
  await assert.rejects(store.find('users', {}, { by: 'name', order: 'asc', limit: 5 }), /no index serves/)
  await store.find('users', {}, { by: 'id', order: 'asc', limit: 5 })
  await store.prune('reminders', { at: { lt: 'x' } }, 1)
  await store.commit([])
  await store.ping()
})
