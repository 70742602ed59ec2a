import assert from 'node:assert/strict'
import type { Table } from '../row-types.ts'
import { schemas, type AnyPage, type AnyWhere, type TableSchema } from '../compiled-schema.ts'
import type { Store } from '../store.ts'

/** One value or several, unlike a range: the index can continue with its next field. */
const isPoint = (compared: unknown): boolean =>
  compared !== undefined && (compared === null || typeof compared !== 'object' || 'in' in compared)

/** Whether this index serves a query on MongoDB without extra reads or a sort: the fields with values first, then the page's order. */
function serves(index: readonly string[], where: AnyWhere, page?: AnyPage): boolean {
  if (page === undefined) return where[index[0]!] !== undefined
  const { by, limit } = page
  const points = index.findIndex((field) => field === by || !isPoint(where[field]))
  const rest = index.slice(points)
  const ordered = (by === 'id' ? ['id'] : [by, 'id']).every((field, n) => rest[n] === field)
  // The first page of the whole table, in an index's order, is as cheap as any.
  return ordered && (points > 0 || where[by] !== undefined || limit !== undefined)
}

/** Fails if no index serves a query, so that MongoDB would read or sort more than it returns. Not every test server can explain its plans. */
export const indexFor = ({ indexes }: TableSchema, where: AnyWhere, page?: AnyPage): readonly string[] | null =>
  [['id'], ...indexes].find((index) => serves(index, where, page)) ?? null

function check(table: Table, where: object, page?: object): void {
  const found = indexFor(schemas[table], where as AnyWhere, page as AnyPage | undefined)
  assert(found, `no index of ${table} serves ${JSON.stringify(where)} ${JSON.stringify(page ?? null)} on MongoDB`)
}

/** Wraps a store so that queries without a suitable declared index on MongoDB fail. */
export function refuseUnindexed(store: Store): Store {
  return {
    ...store,
    find: async (table, where, page) => {
      check(table, where, page)
      return store.find(table, where, page)
    },
    count: async (table, where) => {
      check(table, where)
      return store.count(table, where)
    },
    prune: async (table, where, limit) => {
      check(table, where)
      return store.prune(table, where, limit)
    },
  }
}
