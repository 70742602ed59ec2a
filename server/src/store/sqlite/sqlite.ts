import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Row, Table, Transient } from '../row-types.ts'
import { makeQueryCache, scopeOf } from '../cache/query-cache.ts'
import { makeRowCache } from '../cache/row-cache.ts'
import { copyTo } from './backup.ts'
import { committer } from './commit.ts'
import { makeGroupCommit } from './group-commit.ts'
import { openFile } from './file.ts'
import { emptyLog } from './log.ts'
import { schemas, type AnyPage, type TableSchema } from '../compiled-schema.ts'
import { conditionsSql, pageSql, questionOf, readPage, readWhere } from './query.ts'
import { quoted, toRow } from './schema.ts'
import { watchFile } from './watch.ts'
import { StoreAway, StoreRefused, type Change, type Page, type Store, type Where } from '../store.ts'

/** A list of at most so many rows is asked for by its ids: the rows themselves are mostly remembered. */
const FEW = 256

/** What was pruned may stand in the log for so long, in milliseconds. */
const ERASE_MS = 10_000

export interface SqliteOptions {
  /** A path, or ':memory:'. */
  readonly file: string
  /** Hears, as one line, what takes long before the store is open. */
  readonly say?: (line: string) => void
  /** Hears, as one line and once, that the files are damaged or gone. */
  readonly alarm?: (line: string) => void
  /** How long what was pruned may stand in the log, in milliseconds. */
  readonly eraseMs?: number
  /** Hears each different statement once, as it is prepared: a test asks for its plan. */
  readonly onPrepare?: (sql: string, db: DatabaseSync) => void
}

/** The embedded store, held by this process alone until it is disposed of or the process dies. Throws `StoreRefused`. */
export async function openSqlite({ file, say, alarm = () => undefined, eraseMs = ERASE_MS, onPrepare }: SqliteOptions): Promise<Store> {
  const db = openFile(file, say)
  const watch = file === ':memory:' ? null : watchFile(file, alarm)
  const statements = new Map<string, StatementSync>()

  function prepare(key: string, sql: () => string): StatementSync {
    const known = statements.get(key)
    if (known !== undefined) return known
    const text = sql()
    onPrepare?.(text, db)
    const statement = db.prepare(text)
    statement.setReturnArrays(true)
    statements.set(key, statement)
    return statement
  }

  const memory = makeRowCache()
  const lists = makeQueryCache()
  const write = committer(db, prepare, memory)
  const turns = makeGroupCommit((together) =>
    answer(() => {
      watch?.assertSound()
      const written = write(together)
      for (const { table, before, after } of written ?? []) lists.changed(table, before, after)
      return written !== null
    }),
  )

  /** The work's result; what only means that SQLite cannot serve now becomes `StoreAway`. */
  function answer<R>(work: () => R): R {
    if (!db.isOpen) throw new StoreAway('the store is closed')
    try {
      return work()
    } catch (error) {
      watch?.failed(error)
      throw isAway(error) ? new StoreAway((error as Error).message, { cause: error }) : error
    }
  }

  let [hasDeleted, erasedAt] = [false, performance.now()]

  /** Takes what was deleted out of the log, and out of the file’s pages. */
  function erase(): void {
    if (watch === null || !hasDeleted || performance.now() - erasedAt < eraseMs) return
    emptyLog(db, file)
    ;[hasDeleted, erasedAt] = [false, performance.now()]
  }

  function readById<T extends Table>(table: T, id: string): Row<T> | null {
    const known = memory.get(table, id)
    if (known !== undefined) return known
    const schema = schemas[table]
    const stored = prepare(`get ${table}`, () => `${selectSql(schema)} WHERE "id" = ?`).get(id)
    const row = stored === undefined ? null : readRow<T>(schema, stored)
    memory.keep(table, id, row)
    return row
  }

  return {
    async get<T extends Table>(table: T, id: string): Promise<Row<T> | null> {
      return answer(() => readById(table, id))
    },

    async find<T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Promise<Row<T>[]> {
      return answer(() => {
        const ids = page === undefined ? idsOnly(where) : null
        if (ids !== null) {
          const rows: Row<T>[] = []
          for (const id of new Set(ids)) {
            const row = readById(table, id)
            if (row !== null) rows.push(row)
          }
          return rows
        }
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
        const rows = found.map(([id]) => readById(table, id)!)
        if (isAskedAgain) lists.keep(table, question, { fields, scope: scopeOf(fields, where), decisive }, rows)
        return rows
      })
    },

    async count<T extends Table>(table: T, where: Where<Row<T>>): Promise<number> {
      return answer(() => {
        const { shape, values } = readWhere(schemas[table], where)
        const statement = prepare(`count ${shape}`, () => `SELECT count(*) FROM ${quoted(table)} WHERE ${conditionsSql(where)}`)
        return (statement.get(...values) as unknown as [number])[0]
      })
    },

    async commit(changes: readonly Change[]): Promise<boolean> {
      return changes.length === 0 || turns.commit(changes)
    },

    async prune<T extends Transient>(table: T, where: Where<Row<T>>, limit: number): Promise<number> {
      return answer(() => {
        const { shape, values } = readWhere(schemas[table], where)
        const statement = prepare(`prune ${shape}`, () => {
          const chosen = `SELECT "id" FROM ${quoted(table)} WHERE ${conditionsSql(where)} LIMIT ?`
          return `DELETE FROM ${quoted(table)} WHERE "id" IN (${chosen})`
        })
        watch?.assertSound()
        memory.forgetAll(table)
        lists.forgetAll(table)
        const count = Number(statement.run(...values, limit).changes)
        hasDeleted ||= count > 0
        erase()
        return count
      })
    },

    async ping(): Promise<void> {
      answer(() => {
        watch?.look()
        prepare('ping', () => 'SELECT 1 FROM "users" WHERE "id" = \'\'').get()
      })
    },

    async backup(file: string): Promise<void> {
      answer(() => undefined)
      try {
        await copyTo(db, file)
      } catch (error) {
        if (error instanceof StoreRefused && error.reason === 'DAMAGED') watch?.damaged(error.message)
        throw error
      }
    },

    async [Symbol.asyncDispose](): Promise<void> {
      if (!db.isOpen) return
      turns.flush()
      statements.clear()
      db.close()
      watch?.close()
    },
  }
}

/** The ids of a `where` that asks for few rows by id and nothing else, else null. */
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

/** BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the store's trouble, never the caller's. */
const isAway = (error: unknown): boolean =>
  [5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)
