import type { DatabaseSync } from 'node:sqlite'
import type { Row, Table, Transient } from '../row-types.ts'
import { makeStoreCache } from '../cache/store-cache.ts'
import { copyTo } from './files/backup.ts'
import { committer } from './commit.ts'
import { makeGroupCommit } from './group-commit.ts'
import { makeEphemeralMemory } from './ephemeral-memory.ts'
import { openFile } from './file.ts'
import { emptyLog } from './files/log.ts'
import { schemas } from '../compiled-schema.ts'
import { conditionsSql, readWhere } from './query.ts'
import { makeReads } from './reads.ts'
import { quoted } from './schema.ts'
import { makeStatements } from './statements.ts'
import { watchFile } from './watch.ts'
import { StoreAway, StoreRefused, type Change, type Page, type Store, type Where } from '../store.ts'

/** How long pruned data may remain in the log, in milliseconds. */
const ERASE_MS = 10_000

export interface SqliteOptions {
  /** A path, or ':memory:'. */
  readonly file: string
  /** Called with one line about slow steps before the store is open. */
  readonly say?: (line: string) => void
  /** Called once, with one line, when the files are damaged or gone. */
  readonly alarm?: (line: string) => void
  /** How long pruned data may remain in the log, in milliseconds. */
  readonly eraseMs?: number
  /** Called once with each different statement as it is prepared: a test asks for its plan. */
  readonly onPrepare?: (sql: string, db: DatabaseSync) => void
}

/** The embedded store, held by this process alone until it is disposed of or the process dies. Throws `StoreRefused`. */
export async function openSqlite({ file, say, alarm = () => undefined, eraseMs = ERASE_MS, onPrepare }: SqliteOptions): Promise<Store> {
  const db = openFile(file, say)
  const watch = file === ':memory:' ? null : watchFile(file, alarm)
  const { prepare, forget } = makeStatements(db, onPrepare)
  const cache = makeStoreCache()
  const reads = makeReads(prepare, cache)
  const write = committer(db, prepare, cache.rows)
  const turns = makeGroupCommit((together) =>
    answer(() => {
      watch?.assertSound()
      const written = write(together)
      cache.committed(written ?? [])
      return written !== null
    }),
  )

  /** The result of `work`; errors that only mean that SQLite cannot serve now become `StoreAway`. */
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

  /** Removes deleted data from the log and from free pages. */
  function erase(): void {
    if (watch === null || !hasDeleted || performance.now() - erasedAt < eraseMs) return
    emptyLog(db, file)
    ;[hasDeleted, erasedAt] = [false, performance.now()]
  }

  return {
    async get<T extends Table>(table: T, id: string): Promise<Row<T> | null> {
      return answer(() => reads.byId(table, id))
    },

    async find<T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Promise<Row<T>[]> {
      return answer(() => reads.find(table, where, page))
    },

    async count<T extends Table>(table: T, where: Where<Row<T>>): Promise<number> {
      return answer(() => reads.count(table, where))
    },

    async commit(changes: readonly Change[]): Promise<boolean> {
      return changes.length === 0 || turns.commit(changes)
    },

    ephemeral: makeEphemeralMemory(answer),

    async prune<T extends Transient>(table: T, where: Where<Row<T>>, limit: number): Promise<number> {
      return answer(() => {
        const { shape, values } = readWhere(schemas[table], where)
        const statement = prepare(`prune ${shape}`, () => {
          const chosen = `SELECT "id" FROM ${quoted(table)} WHERE ${conditionsSql(where)} LIMIT ?`
          return `DELETE FROM ${quoted(table)} WHERE "id" IN (${chosen})`
        })
        watch?.assertSound()
        cache.forgetAll(table)
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
      forget()
      db.close()
      watch?.close()
    },
  }
}

/** BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: faults of the store, never of the caller. */
const isAway = (error: unknown): boolean =>
  [5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)
