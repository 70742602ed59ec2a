import assert from 'node:assert/strict'
import type { Table } from '../row-types.ts'
import { schemas, type AnyPage, type AnyWhere, type TableSchema } from '../compiled-schema.ts'
import type { Store } from '../store.ts'

/** One value or several, as against a range: the index goes on with its next field. */
const isPoint = (compared: unknown): boolean =>
  compared !== undefined && (compared === null || typeof compared !== 'object' || 'in' in compared)

/** Whether MongoDB finds by this index without reading others, and in a page's order: the fields with a value, then the page's order. */
function serves(index: readonly string[], where: AnyWhere, page?: AnyPage): boolean {
  if (page === undefined) return where[index[0]!] !== undefined
  const { by, limit } = page
  const points = index.findIndex((field) => field === by || !isPoint(where[field]))
  const rest = index.slice(points)
  const ordered = (by === 'id' ? ['id'] : [by, 'id']).every((field, n) => rest[n] === field)
  // The first page of everything, in the order of an index, is as short as any.
  return ordered && (points > 0 || where[by] !== undefined || limit !== undefined)
}

/** The index that a collection has for what is looked for; null where MongoDB would read or sort more than it answers. Not every server that tests run on explains its plans. */
export const indexFor = ({ indexes }: TableSchema, where: AnyWhere, page?: AnyPage): readonly string[] | null =>
  [['id'], ...indexes].find((index) => serves(index, where, page)) ?? null

function check(table: Table, where: object, page?: object): void {
  const found = indexFor(schemas[table], where as AnyWhere, page as AnyPage | undefined)
  assert(found, `no index of ${table} serves ${JSON.stringify(where)} ${JSON.stringify(page ?? null)} on MongoDB`)
}

/** The same store, where what no declared index serves on MongoDB fails where it is used. */
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
