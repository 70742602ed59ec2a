import type { SQLOutputValue } from 'node:sqlite'
import { scopeOf } from '../cache/query-cache.ts'
import type { StoreCache } from '../cache/store-cache.ts'
import { schemas, type AnyPage, type TableSchema } from '../compiled-schema.ts'
import type { Row, Table } from '../row-types.ts'
import type { Page, Where } from '../store.ts'
import { conditionsSql, pageSql, questionOf, readPage, readWhere } from './query.ts'
import { quoted, toRow } from './schema.ts'
import type { Prepare } from './statements.ts'

/** Lists of at most this many rows are read by id, since the rows themselves are mostly cached. */
const FEW = 256

/** Reads from the caches where possible, else by a statement. */
export function makeReads(prepare: Prepare, { rows: memory, queries: lists }: StoreCache) {
  function byId<T extends Table>(table: T, id: string): Row<T> | null {
    const known = memory.get(table, id)
    if (known !== undefined) return known
    const schema = schemas[table]
    const stored = prepare(`get ${table}`, () => `${selectSql(schema)} WHERE "id" = ?`).get(id)
    const row = stored === undefined ? null : readRow<T>(schema, stored)
    memory.keep(table, id, row)
    return row
  }

  function byQuery<T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Row<T>[] {
    const order: AnyPage | undefined = page
    const question = questionOf(table, where, order)
    const known = lists.get<T>(question)
    if (known !== undefined) return known
    const schema = schemas[table]
    const { shape, values, fields, compared, isAskedAgain } = readWhere(schema, where)
    const limit = page?.limit
    const key = order === undefined ? shape : shape + readPage(order, values)
    const rest = (): string => ` WHERE ${conditionsSql(where)}${order === undefined ? '' : pageSql(schema, where, order)}`
    const statement = prepare(key, () => selectSql(schema) + rest())
    const all = (): Row<T>[] => statement.all(...values).map((row) => readRow<T>(schema, row))
    if (!memory.takes(table) || (limit !== undefined && limit > FEW)) return all()
    const decisive = order === undefined ? compared : [...compared, order.by]
    const sql = (): string => `SELECT "id" FROM ${quoted(table)}${rest()}${limit === undefined ? ` LIMIT ${FEW + 1}` : ''}`
    const found = prepare(`ids ${key}`, sql).all(...values) as unknown as [string][]
    if (found.length > FEW) return all()
    const rows = found.map(([id]) => byId(table, id)!)
    if (isAskedAgain) lists.keep(table, question, { fields, scope: scopeOf(fields, where), decisive }, rows)
    return rows
  }

  function find<T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Row<T>[] {
    const ids = page === undefined ? idsOnly(where) : null
    return ids === null ? byQuery(table, where, page) : [...new Set(ids)].map((id) => byId(table, id)).filter((row) => row !== null)
  }

  function count<T extends Table>(table: T, where: Where<Row<T>>): number {
    const { shape, values } = readWhere(schemas[table], where)
    const statement = prepare(`count ${shape}`, () => `SELECT count(*) FROM ${quoted(table)} WHERE ${conditionsSql(where)}`)
    return (statement.get(...values) as unknown as [number])[0]
  }
  return { byId, find, count }
}

/** The ids of a `where` that selects a few rows by id and nothing else, else null. */
function idsOnly(where: { readonly id?: unknown }): readonly string[] | null {
  for (const field in where) if (field !== 'id') return null
  const { id } = where
  if (typeof id !== 'object' || id === null || !('in' in id)) return null
  const ids = id.in as readonly string[]
  return ids.length <= FEW ? ids : null
}

const selectSql = ({ table, columns }: TableSchema): string =>
  `SELECT ${columns.map(({ name }) => quoted(name)).join(', ')} FROM ${quoted(table)}`

const readRow = <T extends Table>(schema: TableSchema, row: unknown): Row<T> => toRow(schema, row as SQLOutputValue[]) as unknown as Row<T>
