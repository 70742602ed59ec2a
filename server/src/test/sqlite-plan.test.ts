import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row, Table } from '../store/rows.ts'
import { refuseScans } from './sqlite-plan.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Page, Where } from '../store/store.ts'
import { tables } from '../store/tables.ts'

const open = () => openSqlite({ file: ':memory:', onPrepare: refuseScans })

type Lookup = [where: Where<Row<Table>>, page?: Page<Row<Table>>]

/** What an index is there for: its fields equal, its last field's range, and pages in the order of the last field or of `id`. */
function lookupsOf(table: Table, index: readonly string[]): Lookup[] {
  const kinds = tables[table].columns as Readonly<Record<string, string>>
  const fields = index.filter((field) => field !== 'id')
  const last = fields.at(-1)!
  const value = (field: string): unknown => (kinds[field] === 'boolean' ? true : kinds[field] === 'integer' ? 1 : 'x')
  const row = Object.fromEntries([...fields, 'id'].map((field) => [field, value(field)])) as unknown as Row<Table>
  const equal = Object.fromEntries(fields.map((field) => [field, value(field)])) as Where<Row<Table>>
  if (kinds[last] === 'boolean') return [[equal], ...pagesBy('id', row).map((page): Lookup => [equal, page])]
  const range = { ...equal, [last]: { gte: value(last), lt: value(last) } } as Where<Row<Table>>
  const alone: Lookup[] = [[equal], [range]]
  if (index.at(-1) !== 'id') return alone
  return [...alone, ...pagesBy('id', row).map((page): Lookup => [equal, page]), ...pagesBy(last, row).map((page): Lookup => [range, page])]
}

const pagesBy = (by: string, after: Row<Table>): Page<Row<Table>>[] =>
  (['asc', 'desc'] as const).flatMap((order) => {
    const page = { by: by as 'id', order, limit: 5 }
    return [page, { ...page, after }]
  })

for (const table of Object.keys(tables) as Table[])
  for (const index of tables[table].indexes as readonly (readonly string[])[])
    test(`plan: ${table} (${index.join(', ')}) serves its lookups`, async () => {
      await using store = await open()
      for (const [where, page] of lookupsOf(table, index)) {
        await store.find(table, where, page)
        if (page === undefined) await store.count(table, where)
      }
    })

test('plan: what no index serves is refused', async () => {
  await using store = await open()
  await assert.rejects(store.find('queue_entries', { patientName: 'Ada' }), /no index serves/)
  await assert.rejects(store.find('queue_entries', {}), /no index serves/)
  await assert.rejects(store.count('signals', {}), /no index serves/)
  await assert.rejects(store.prune('signals', { peerId: 'x' }, 1), /no index serves/)
  await assert.rejects(store.find('queue_entries', { scheduleId: 'x' }, { by: 'joinedAt', order: 'asc', limit: 5 }), /TEMP B-TREE/)
  await assert.rejects(store.find('users', {}, { by: 'name', order: 'asc', limit: 5 }), /no index serves/)
  await store.find('users', {}, { by: 'id', order: 'asc', limit: 5 })
  await store.prune('signals', { createdAt: { lt: 'x' } }, 1)
  await store.commit([])
  await store.ping()
})
