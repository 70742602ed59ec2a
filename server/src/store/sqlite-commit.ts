import assert from 'node:assert/strict'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Row, Table } from './rows.ts'
import { schemas, type AnyRow, type TableSchema } from './schema.ts'
import { quoted, toColumn } from './sqlite-schema.ts'
import type { Change } from './store.ts'

/** The statement behind a key; `sql` is asked for once. Its rows come as arrays. */
export type Prepare = (key: string, sql: () => string) => StatementSync

/** The store's `commit` on an open database. Throws what SQLite throws, after rolling back. */
export function committer(db: DatabaseSync, prepare: Prepare): (changes: readonly Change[]) => boolean {
  const run = (sql: string): unknown => prepare(sql, () => sql).run()

  function apply({ table, before, after }: Change): boolean {
    const schema = schemas[table]
    if (before === null) {
      prepare(`insert ${table}`, () => insertSql(schema)).run(...stored(schema, after))
      return true
    }
    const row = prepare(`stored ${table}`, () => storedSql(schema)).get(before.id) as unknown as SQLOutputValue[] | undefined
    if (row?.[VERSION] !== before.version) return false
    if (before !== after) {
      assert(before.id === after.id && after.version === before.version + 1, `a row of ${table} counts its changes`)
      write(schema, row, stored(schema, after))
    }
    return true
  }

  /** Only what differs from the stored row is written: an index whose columns stay is not touched, which halves the log. */
  function write(schema: TableSchema, from: readonly SQLOutputValue[], to: readonly SQLInputValue[]): void {
    const changed = to.map((_, i) => i).filter((i) => to[i] !== from[i])
    const statement = prepare(`update ${schema.table} ${changed.join()}`, () => updateSql(schema, changed))
    statement.run(...changed.map((i) => to[i]!), from[ID]!)
  }

  return (changes) => {
    if (changes.length === 0) return true
    run('BEGIN IMMEDIATE')
    try {
      const done = changes.every(apply)
      run(done ? 'COMMIT' : 'ROLLBACK')
      return done
    } catch (error) {
      // SQLite itself rolls back on some failures, a full disk among them.
      if (db.isTransaction) run('ROLLBACK')
      if (isTaken(error)) return false
      throw error
    }
  }
}

/** Where the schema's columns begin. */
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
