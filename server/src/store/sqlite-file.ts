import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { addedColumns, addedIndexes, addedTables } from './added-columns.ts'
import { schemas } from './schema.ts'
import { addColumnStatement, createIndexStatement, createStatements } from './sqlite-schema.ts'
import { StoreRefused } from './store.ts'

/** 'MEDC', in the header of every file of ours. */
const APPLICATION_ID = 0x4d454443

/** How long a statement waits for a lock. It blocks the whole process, so it is short. */
const BUSY_MS = 50

/**
 * What brings a file of version n to version n + 1, from version 1 on. A new file is made whole from `tables`;
 * a change of `tables` needs its step here.
 */
const migrations: readonly (readonly string[])[] = [
  [
    'DROP INDEX "queue_entries_patientId_status"',
    'DROP INDEX "audit_logs_doctorId_id"',
    'DROP INDEX "audit_logs_scheduleId_id"',
    'DROP INDEX "audit_logs_callSessionId_id"',
    'DROP INDEX "presences_processId"',
    'CREATE INDEX "audit_logs_doctorId_id" ON "audit_logs" ("doctorId", "id") WHERE "doctorId" IS NOT NULL',
    'CREATE INDEX "audit_logs_scheduleId_id" ON "audit_logs" ("scheduleId", "id") WHERE "scheduleId" IS NOT NULL',
    'CREATE INDEX "audit_logs_callSessionId_id" ON "audit_logs" ("callSessionId", "id") WHERE "callSessionId" IS NOT NULL',
    'CREATE INDEX "presences_processId" ON "presences" ("processId") WHERE "processId" IS NOT NULL',
  ],
  [
    ...addedColumns.map(addColumnStatement),
    ...createStatements(addedTables),
    ...addedIndexes.map(({ table, index }) => createIndexStatement(schemas[table], index)),
  ],
]

/** Opens, locks and migrates the file; `steps` are the migrations. Throws `StoreRefused`. */
export function openFile(file: string, steps = migrations): DatabaseSync {
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
    migrate(db, file, steps)
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

function migrate(db: DatabaseSync, file: string, steps: typeof migrations): void {
  const newest = 1 + steps.length
  const version = pragma(db, 'user_version')
  const empty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (!empty && pragma(db, 'application_id') !== APPLICATION_ID) throw notAStore(file)
  if (version > newest)
    throw new StoreRefused('NEWER', `${file} was written by a newer version of MedConsult: start that version, or name another DATA_DIR.`)
  if (!empty && version === newest) return
  const statements = empty ? createStatements() : steps.slice(version - 1).flat()
  for (const statement of statements) db.exec(statement)
  db.exec(`PRAGMA user_version=${newest}; PRAGMA application_id=${APPLICATION_ID}`)
}

const notAStore = (file: string, cause?: unknown): StoreRefused =>
  new StoreRefused('NOT_A_STORE', `${file} is not a MedConsult database, or a damaged one: move it away, or name another DATA_DIR.`, {
    cause,
  })

/** SQLite's primary result codes for what the person who starts the server can mend. */
const HELD = [5, 6] // BUSY, LOCKED
const FOREIGN = [11, 26] // CORRUPT, NOTADB
const UNWRITABLE = [3, 8, 10, 13, 14] // PERM, READONLY, IOERR, FULL, CANTOPEN

function refusal(file: string, error: unknown): unknown {
  const { errcode, syscall, message } = error as { errcode?: number; syscall?: string; message: string }
  const primary = (errcode ?? 0) & 0xff
  if (HELD.includes(primary))
    return new StoreRefused(
      'HELD',
      `${file} is held by another running MedConsult: stop that one, name another DATA_DIR, or set MONGO_URL for several processes.`,
      {
        cause: error,
      },
    )
  if (FOREIGN.includes(primary)) return notAStore(file, error)
  if (syscall === undefined && !UNWRITABLE.includes(primary)) return error
  return new StoreRefused('UNWRITABLE', `${file} cannot be opened for writing (${message}): check the folder, its owner and the disk.`, {
    cause: error,
  })
}
