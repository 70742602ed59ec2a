import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { Row, Table } from '../row-types.ts'
import { schemas, type AnyRow, type TableSchema } from '../compiled-schema.ts'
import type { RowCache } from '../cache/row-cache.ts'
import type { Written } from '../cache/store-cache.ts'
import { quoted, toColumn, toRow } from './schema.ts'
import type { Prepare } from './statements.ts'
import { assertCounted, type Change } from '../store.ts'

/**
 * Writes several commits as one durable transaction; returns what they wrote, or null with nothing written if one of them
 * is refused. Throws SQLite's errors after rolling back.
 */
export function committer(db: DatabaseSync, prepare: Prepare, memory: RowCache) {
  /** The column values written for cached rows. */
  const valuesOf = new WeakMap<Row<Table>, readonly SQLInputValue[]>()
  const run = (sql: string): unknown => prepare(sql, () => sql).run()

  /** A row's stored values. Nobody else writes to the file, so cached values need no read. */
  function held(schema: TableSchema, id: string, known: Row<Table> | null | undefined): readonly SQLInputValue[] | undefined {
    if (known === null) return undefined
    if (known !== undefined) return valuesOf.get(known) ?? stored(schema, known)
    return prepare(`stored ${schema.table}`, () => storedSql(schema)).get(id) as unknown as SQLOutputValue[] | undefined
  }

  function apply(change: Change, written: Written[]): boolean {
    const { table } = change
    const schema = schemas[table]
    if (change.kind === 'guard') {
      const { id, version } = change.row
      return held(schema, id, memory.get(table, id))?.[VERSION] === version
    }
    const { after } = change
    const values = stored(schema, after)
    const known = memory.get(table, after.id)
    if (change.kind === 'insert') prepare(`insert ${table}`, () => insertSql(schema)).run(...values)
    else {
      assertCounted(change)
      const from = held(schema, after.id, known)
      if (from?.[VERSION] !== change.before.version) return false
      write(schema, from, values)
    }
    const now = memory.takes(table) ? (toRow(schema, values as SQLOutputValue[]) as unknown as Row<Table>) : after
    valuesOf.set(now, values)
    memory.keep(table, after.id, now)
    written.push({ table, before: change.kind === 'insert' ? null : (known ?? change.before), after: now })
    return true
  }

  /** Writes only changed columns, so that unaffected indexes are not touched, which halves the log. */
  function write(schema: TableSchema, from: readonly SQLInputValue[], to: readonly SQLInputValue[]): void {
    const changed = to.map((_, i) => i).filter((i) => to[i] !== from[i])
    const statement = prepare(`update ${schema.table} ${changed.join()}`, () => updateSql(schema, changed))
    statement.run(...changed.map((i) => to[i]!), from[ID]!)
  }

  return (together: readonly (readonly Change[])[]): readonly Written[] | null => {
    const written: Written[] = []
    run('BEGIN IMMEDIATE')
    let done = false
    try {
      done = together.every((changes) => changes.every((change) => apply(change, written)))
      run(done ? 'COMMIT' : 'ROLLBACK')
      return done ? written : null
    } catch (error) {
      done = false
      // SQLite rolls back on its own after some failures, such as a full disk.
      if (db.isTransaction) run('ROLLBACK')
      if (isTaken(error)) return null
      throw error
    } finally {
      if (!done) for (const { table, after } of written) memory.forget(table, after.id)
    }
  }
}

/** The index of the first schema column. */
const ID = 0
const VERSION = 1

const allColumns = ({ columns, keys }: TableSchema): string[] =>
  [...columns.map(({ name }) => name), ...keys.map(({ column }) => column)].map(quoted)

/** A row's values and its unique keys, in the order of `allColumns`. */
function stored(schema: TableSchema, row: Row<Table>): SQLInputValue[] {
  const fields = row as unknown as AnyRow
  const values = schema.columns.map(({ name, kind }) => toColumn(kind, fields[name]))
  for (const { of } of schema.keys) values.push(of(fields))
  return values
}

const storedSql = (schema: TableSchema): string => `SELECT ${allColumns(schema).join(', ')} FROM ${quoted(schema.table)} WHERE "id" = ?`

function insertSql(schema: TableSchema): string {
  const names = allColumns(schema)
  return `INSERT INTO ${quoted(schema.table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
}

function updateSql(schema: TableSchema, changed: readonly number[]): string {
  const names = allColumns(schema)
  return `UPDATE ${quoted(schema.table)} SET ${changed.map((i) => `${names[i]} = ?`).join(', ')} WHERE "id" = ?`
}

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const isTaken = (error: unknown): boolean => [1555, 2067].includes((error as { errcode?: number }).errcode ?? 0)
