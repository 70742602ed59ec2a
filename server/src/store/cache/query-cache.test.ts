import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { makeQueryCache, scopeOf, type Asked } from './query-cache.ts'
import type { Row } from '../row-types.ts'
import { openSqlite } from '../sqlite/sqlite.ts'
import { samples } from '../contract/samples.ts'
import { update, type Page, type Where } from '../store.ts'

type Entry = Row<'queue_entries'>

const asked = (of: Partial<Entry>): Asked => ({
  fields: Object.keys(of),
  scope: scopeOf(Object.keys(of), of),
  decisive: [...Object.keys(of), 'queueNumber'],
})

test('a list is dropped when a row that belongs to it is added, changed or removed, and no other list is', () => {
  const memory = makeQueryCache()
  const row = samples.entry(1, { scheduleId: 'A', patientId: 'one' }).after
  const lists = { A: asked({ scheduleId: 'A' }), B: asked({ scheduleId: 'B' }), one: asked({ patientId: 'one' }) }
  const known = (): string[] => Object.keys(lists).filter((key) => memory.get(key) !== undefined)
  const keepAll = (): void => {
    for (const [key, it] of Object.entries(lists)) memory.keep('queue_entries', key, it, [row])
  }
  keepAll()
  assert.deepEqual(known(), ['A', 'B', 'one'])
  memory.changed('queue_entries', null, row)
  assert.deepEqual(known(), ['B'])
  keepAll()
  memory.changed('queue_entries', row, { ...row, scheduleId: 'B', patientId: 'two' })
  assert.deepEqual(known(), [])
  keepAll()
  memory.changed('queue_entries', { ...row, scheduleId: 'C', patientId: 'two' }, { ...row, scheduleId: 'D', patientId: 'two' })
  assert.deepEqual(known(), ['A', 'B', 'one'])
  memory.forgetAll('queue_entries')
  assert.deepEqual(known(), [])
})

test('a list in which a row keeps its place gets the new row, others are dropped', () => {
  const memory = makeQueryCache()
  const row = samples.entry(1, { scheduleId: 'A', queueNumber: 1 }).after
  memory.keep('queue_entries', 'A', asked({ scheduleId: 'A' }), [row])
  const later = { ...row, rev: row.rev + 1, version: row.version + 1 }
  memory.changed('queue_entries', row, later)
  assert.deepEqual(memory.get('A'), [later])
  memory.changed('queue_entries', later, { ...later, queueNumber: 2 })
  assert.equal(memory.get('A'), undefined)
})

test('lists beyond the capacity are evicted', () => {
  const memory = makeQueryCache(3)
  for (const key of ['A', 'B', 'C', 'D', 'E']) memory.keep('queue_entries', key, asked({ scheduleId: key }), [])
  assert.equal(memory.get('A'), undefined)
  assert.deepEqual(memory.get('E'), [])
})

const schedules = ['A', 'B']
const patients = ['one', 'two', 'three']
const statuses = ['WAITING', 'READY', 'DONE'] as const

interface Question {
  readonly where: Where<Entry>
  readonly page?: Page<Entry>
}

/** Queries by value, by list, by bound, in pages, and of everything. */
const questions: readonly Question[] = [
  { where: {} },
  { where: { callSessionId: null, patientId: 'one' }, page: { by: 'joinedAt', order: 'desc' } },
  ...schedules.flatMap((scheduleId): readonly Question[] => [
    { where: { scheduleId } },
    { where: { scheduleId, status: { in: ['WAITING', 'READY'] } }, page: { by: 'queueNumber', order: 'asc' } },
    { where: { scheduleId, rev: { gt: 2 } }, page: { by: 'rev', order: 'asc' } },
    { where: { scheduleId, status: 'READY' }, page: { by: 'queueNumber', order: 'asc', limit: 2 } },
    ...patients.map((patientId): Question => ({ where: { scheduleId, patientId }, page: { by: 'queueNumber', order: 'desc', limit: 1 } })),
  ]),
]

test('whatever is written, every list reads as stored', async () => {
  const patch = fc.record(
    {
      scheduleId: fc.constantFrom(...schedules),
      status: fc.constantFrom(...statuses),
      callSessionId: fc.constantFrom(null, 'call'),
      rev: fc.integer({ min: 1, max: 5 }),
      joinedAt: fc.constantFrom('2026-12-02T09:00:00.000Z', '2026-12-02T10:00:00.000Z'),
    },
    { requiredKeys: [] },
  )
  const write = fc.record({ row: fc.nat(3), patch })
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 16 }), async (writes) => {
      await using store = await openSqlite({ file: ':memory:' })
      const stored = new Map<string, Entry>()
      for (const { row: n, patch: fields } of writes) {
        const id = samples.entry(n).after.id
        const before = stored.get(id) ?? null
        // Of one patient permanently, without invariants in the way: rows move between lists.
        const own = { patientId: patients[n % 3]!, queueNumber: 100 * n + writes.length }
        const change = before === null ? samples.entry(n, { ...own, ...fields }) : update('queue_entries', before, fields)
        if (await store.commit([change])) stored.set(id, change.after)
        for (const { where, page } of questions) {
          const fresh = (await store.find('queue_entries', { ...where, joinedAt: { gte: '' } }, page)).map(({ id: it, version }) => [
            it,
            version,
          ])
          const read = (await store.find('queue_entries', where, page)).map(({ id: it, version }) => [it, version])
          const inOrder =
            page === undefined
              ? (list: unknown[][]) => list.toSorted((a, b) => String(a).localeCompare(String(b)))
              : (list: unknown[][]) => list
          assert.deepEqual(inOrder(read), inOrder(fresh), JSON.stringify(where))
        }
      }
    }),
    { numRuns: 40 },
  )
})
