import assert from 'node:assert/strict'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Row, Table, Transient } from './rows.ts'
import { openFile } from './sqlite-file.ts'
import { conditionsSql, pageSql, readPage, readWhere, type AnyPage } from './sqlite-query.ts'
import { quoted, schemas, toColumn, toRow, type AnyRow, type TableSchema } from './sqlite-schema.ts'
import { StoreAway, type Change, type Page, type Store, type Where } from './store.ts'

export interface SqliteOptions {
  /** A path, or ':memory:'. */
  readonly file: string
  /** Hears each different statement once, as it is prepared: a test asks for its plan. */
  readonly onPrepare?: (sql: string, db: DatabaseSync) => void
}

/** The embedded store, held by this process alone until it is disposed of or the process dies. Throws `StoreRefused`. */
export async function openSqlite({ file, onPrepare }: SqliteOptions): Promise<Store> {
  const db = openFile(file)
  const statements = new Map<string, StatementSync>()

  function prepared(key: string, sql: () => string): StatementSync {
    let statement = statements.get(key)
    if (statement === undefined) {
      const text = sql()
      onPrepare?.(text, db)
      statement = db.prepare(text)
      statement.setReturnArrays(true)
      statements.set(key, statement)
    }
    return statement
  }

  const run = (sql: string): unknown => prepared(sql, () => sql).run()

  function apply({ table, before, after }: Change): boolean {
    const schema = schemas[table]
    if (before === null) {
      assert(after.version === 1, `a new row of ${table} has version 1`)
      return changed(
        prepared(`insert ${table}`, () => insertSql(schema)),
        stored(schema, after),
      )
    }
    assert(before.id === after.id, `a change of ${table} is about one row`)
    if (before === after) {
      const statement = prepared(`guard ${table}`, () => `SELECT 1 FROM ${quoted(table)} WHERE "id" = ? AND "version" = ?`)
      return statement.get(before.id, before.version) !== undefined
    }
    assert(after.version === before.version + 1, `a row of ${table} counts its changes`)
    return changed(
      prepared(`update ${table}`, () => updateSql(schema)),
      [...stored(schema, after), before.id, before.version],
    )
  }

  function commit(changes: readonly Change[]): boolean {
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

  return {
    async get<T extends Table>(table: T, id: string): Promise<Row<T> | null> {
      return answer(() => {
        const schema = schemas[table]
        const statement = prepared(`get ${table}`, () => `SELECT ${columnsSql(schema)} FROM ${quoted(table)} WHERE "id" = ?`)
        const row = statement.get(id) as unknown as SQLOutputValue[] | undefined
        return row === undefined ? null : (toRow(schema, row) as unknown as Row<T>)
      })
    },

    async find<T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Promise<Row<T>[]> {
      return answer(() => {
        const schema = schemas[table]
        const anyPage: AnyPage | undefined = page
        const { shape, values } = readWhere(schema, where)
        const key = anyPage === undefined ? shape : shape + readPage(anyPage, values)
        const statement = prepared(key, () => {
          const rest = conditionsSql(where) + (anyPage === undefined ? '' : pageSql(schema, anyPage))
          return `SELECT ${columnsSql(schema)} FROM ${quoted(table)} WHERE ${rest}`
        })
        return statement.all(...values).map((row) => toRow(schema, row as unknown as SQLOutputValue[]) as unknown as Row<T>)
      })
    },

    async count<T extends Table>(table: T, where: Where<Row<T>>): Promise<number> {
      return answer(() => {
        const { shape, values } = readWhere(schemas[table], where)
        const statement = prepared(`count ${shape}`, () => `SELECT count(*) FROM ${quoted(table)} WHERE ${conditionsSql(where)}`)
        return (statement.get(...values) as unknown as [number])[0]
      })
    },

    async commit(changes: readonly Change[]): Promise<boolean> {
      return answer(() => commit(changes))
    },

    async prune<T extends Transient>(table: T, where: Where<Row<T>>, limit: number): Promise<number> {
      return answer(() => {
        const { shape, values } = readWhere(schemas[table], where)
        const statement = prepared(`prune ${shape}`, () => {
          const chosen = `SELECT "id" FROM ${quoted(table)} WHERE ${conditionsSql(where)} LIMIT ?`
          return `DELETE FROM ${quoted(table)} WHERE "id" IN (${chosen})`
        })
        return Number(statement.run(...values, limit).changes)
      })
    },

    async ping(): Promise<void> {
      answer(() => prepared('ping', () => 'SELECT 1 FROM "users" LIMIT 1').get())
    },

    async [Symbol.asyncDispose](): Promise<void> {
      if (!db.isOpen) return
      statements.clear()
      db.exec('PRAGMA optimize')
      db.close()
    },
  }

  /** The work's result; what only means that SQLite cannot serve now becomes `StoreAway`. */
  function answer<R>(work: () => R): R {
    try {
      if (!db.isOpen) throw new StoreAway('the store is closed')
      return work()
    } catch (error) {
      throw isAway(error) ? new StoreAway((error as Error).message, { cause: error }) : error
    }
  }
}

const changed = (statement: StatementSync, values: SQLInputValue[]): boolean => statement.run(...values).changes === 1

const columnsSql = (schema: TableSchema): string => schema.columns.map(({ name }) => quoted(name)).join(', ')

const allColumns = (schema: TableSchema): string[] =>
  [...schema.columns.map(({ name }) => name), ...schema.keys.map(({ column }) => column)].map(quoted)

function insertSql(schema: TableSchema): string {
  const names = allColumns(schema)
  return `INSERT INTO ${quoted(schema.table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
}

const updateSql = (schema: TableSchema): string =>
  `UPDATE ${quoted(schema.table)} SET ${allColumns(schema)
    .map((name) => `${name} = ?`)
    .join(', ')} WHERE "id" = ? AND "version" = ?`

/** A row's values and its unique keys, in the order of `allColumns`. */
function stored(schema: TableSchema, row: Row<Table>): SQLInputValue[] {
  const fields = row as unknown as AnyRow
  const values = schema.columns.map(({ name, kind }) => toColumn(kind, fields[name]))
  for (const { of } of schema.keys) values.push(of(fields))
  return values
}

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const isTaken = (error: unknown): boolean => [1555, 2067].includes((error as { errcode?: number }).errcode ?? 0)

/** BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the store's trouble, never the caller's. */
const isAway = (error: unknown): boolean =>
  [5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)
