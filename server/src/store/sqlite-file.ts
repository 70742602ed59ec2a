import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { createStatements } from './sqlite-schema.ts'
import { StoreRefused } from './store.ts'

/** 'MEDC', in the header of every file of ours. */
const APPLICATION_ID = 0x4d454443

/** How long a statement waits for a lock. It blocks the whole process, so it is short. */
const BUSY_MS = 50

/**
 * What brings a file of version n to version n + 1, from version 1 on. A new file is made whole from `tables`;
 * a change of `tables` needs its step here.
 */
export const migrations: readonly (readonly string[])[] = []

const SCHEMA_VERSION = 1 + migrations.length

/** Opens, locks and migrates the file. Throws `StoreRefused`. */
export function openFile(file: string): DatabaseSync {
  const memory = file === ':memory:'
  let db: DatabaseSync | undefined
  try {
    if (!memory) createPrivately(file)
    db = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: false })
    // Exclusive comes first: the log then needs no shared memory, and the lock dies with the process.
    if (!memory) db.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL')
    db.exec(
      'PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768; PRAGMA journal_size_limit=16777216',
    )
    db.exec('BEGIN EXCLUSIVE')
    migrate(db, file)
    db.exec('COMMIT')
    return db
  } catch (error) {
    db?.close()
    throw refusal(file, error)
  }
}

/** Patients' data: for the owner's eyes only. Never opens a file that is there: closing it would drop this process's locks on it. */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const pragma = (db: DatabaseSync, name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name])

function migrate(db: DatabaseSync, file: string): void {
  const version = pragma(db, 'user_version')
  const empty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (!empty && pragma(db, 'application_id') !== APPLICATION_ID) throw notAStore(file)
  if (version > SCHEMA_VERSION)
    throw new StoreRefused('NEWER', `${file} was written by a newer version of MedConsult: start that version, or name another DATA_DIR.`)
  if (!empty && version === SCHEMA_VERSION) return
  const statements = empty ? createStatements() : migrations.slice(version - 1).flat()
  for (const statement of statements) db.exec(statement)
  db.exec(`PRAGMA user_version=${SCHEMA_VERSION}; PRAGMA application_id=${APPLICATION_ID}`)
}

const notAStore = (file: string, cause?: unknown): StoreRefused =>
  new StoreRefused('NOT_A_STORE', `${file} is not a MedConsult database: move it away, or name another DATA_DIR.`, { cause })

/** SQLite's primary result codes that mean something to the person who starts the server. */
const BUSY = 5
const LOCKED = 6
const NOT_A_DATABASE = 26

function refusal(file: string, error: unknown): unknown {
  if (error instanceof StoreRefused) return error
  const { errcode, code } = error as { errcode?: number; code?: string }
  if (errcode === undefined && code === undefined) return error
  const primary = (errcode ?? 0) & 0xff
  if (primary === BUSY || primary === LOCKED)
    return new StoreRefused('HELD', `${file} is held by another running MedConsult: stop that one, or name another DATA_DIR.`, {
      cause: error,
    })
  if (primary === NOT_A_DATABASE) return notAStore(file, error)
  return new StoreRefused(
    'UNWRITABLE',
    `${file} cannot be opened for writing (${(error as Error).message}): check the folder, its owner and the disk.`,
    {
      cause: error,
    },
  )
}
