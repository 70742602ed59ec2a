import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Table } from '../row-types.ts'
import { schemas, type AnyPage, type AnyWhere } from '../compiled-schema.ts'
import { lookups } from './lookups.ts'
import { indexFor, refuseUnindexed } from './mongo-plan.ts'
import { openInMemory } from '../../test/stores.ts'

const page = (by: string, limit?: number): AnyPage => ({ by, order: 'asc', ...(limit !== undefined && { limit }) })

for (const { table, index, looked } of lookups)
  test(`plan on MongoDB: ${table} (${index.join(', ')}) serves its lookups`, () => {
    for (const [where, paged] of looked)
      assert(indexFor({ ...schemas[table], indexes: [index] }, where, paged), JSON.stringify([where, paged]))
  })

test('plan on MongoDB: queries that would read or sort everything have no index', () => {
  const unserved: readonly [Table, AnyWhere, AnyPage?][] = [
    ['queue_entries', {}],
    ['queue_entries', { patientName: 'x' }],
    ['queue_entries', { rev: { gt: 1 } }],
    ['queue_entries', {}, page('id')],
    ['queue_entries', { status: 'READY' }, page('queueNumber', 5)],
    ['queue_entries', { scheduleId: 'x' }, page('joinedAt', 5)],
    ['queue_entries', { scheduleId: { gte: 'x' }, status: 'READY' }, page('rev', 5)],
    ['users', {}, page('name', 5)],
  ]
  for (const [table, where, paged] of unserved)
    assert.equal(indexFor(schemas[table], where, paged), null, JSON.stringify([table, where, paged]))
})

test('plan on MongoDB: fields with one value or several precede the page’s order; the first page of everything has an index too', () => {
  const { queue_entries } = schemas
  assert.deepEqual(indexFor(queue_entries, { scheduleId: 'x', status: { in: ['READY'] } }, page('rev', 5)), ['scheduleId', 'rev', 'id'])
  assert.deepEqual(indexFor(queue_entries, { patientId: { in: ['x'] } }, page('joinedAt')), ['patientId', 'joinedAt', 'id'])
  assert.deepEqual(indexFor(queue_entries, {}, page('id', 5)), ['id'])
})

test('plan on MongoDB: a query that no index serves fails the test', async () => {
  await using store = refuseUnindexed(await openInMemory())
  await assert.rejects(store.find('queue_entries', { patientName: 'x' }), /no index of queue_entries serves .* on MongoDB/)
  await assert.rejects(store.count('reminders', {}), /on MongoDB/)
  await assert.rejects(store.prune('reminders', { patientId: 'x' }, 1), /on MongoDB/)
  assert.deepEqual(await store.find('known_places', {}, page('id', 5) as never), [])
})
