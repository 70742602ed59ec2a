import { closeSync, openSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { BUSY_MS, damageIn, isHeld } from './files/check.ts'
import { judge, markPragma, readLogMark, readMarks } from './files/marks.ts'
import { migrate, migrations, pragma } from './migrate.ts'
import { readNote, writeNote } from './files/note.ts'
import { damaged, held, logAlone, mixed, refusal } from './files/refusal.ts'

const SETTINGS =
  'PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=16777216; ' +
  // Deleted data is overwritten with zeros.
  'PRAGMA secure_delete=ON'
const CACHE = 'PRAGMA cache_size=-32768'

/** Files that this process has open: opening and closing one again would release its locks. */
const openHere = new Map<string, DatabaseSync>()

/** Called with one line about slow steps and problems that were worked around. */
export type Say = (line: string) => void

/**
 * Opens, locks and migrates the file after checking that the log beside it belongs to it; `steps` are the migrations.
 * Throws `StoreRefused`.
 */
export function openFile(file: string, say: Say = () => undefined, steps = migrations): DatabaseSync {
  try {
    if (file === ':memory:') return open(file, (db) => migrate(db, file, steps))
    if (openHere.get(file)?.isOpen === true) throw held(file)
    createPrivately(file)
    assertSound(file, say)
    // Each run starts a new log, so that an older copy of the file is not taken for the one that the log belongs to.
    if (typeof readLogMark(file) === 'number') open(file, () => undefined).close()
    const mark = readMarks(file).file ?? 0
    let version = 0
    const db = open(file, (it) => {
      writeNote(file, { file: mark, bytes: 0, state: 'starting' })
      version = migrate(it, file, steps)
    })
    openHere.set(file, db)
    closeOnError(db, () => {
      if (version < SECURE_SINCE) rewrite(db, file, say)
      markByLog(db, file, mark)
    })
    return db
  } catch (error) {
    throw refusal(file, error)
  }
}

/** Records that a file was closed cleanly and needs no log. If that fails, the next start checks the file. */
export function noteClosed(file: string): void {
  const note = readNote(file)
  if (note === null || readLogMark(file) !== null) return
  try {
    writeNote(file, { ...note, state: 'closed' })
  } catch {
    return
  }
}

/** Creates the file readable only by its owner. Never opens an existing file: closing it would release this process's locks. */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function assertSound(file: string, say: Say): void {
  const [marks, note] = [readMarks(file), readNote(file)]
  const verdict = judge(marks, note)
  if (verdict === 'strange') {
    // A server that is just starting looks the same for a moment.
    if (isHeld(file)) throw held(file)
    throw marks.file === null ? logAlone(file) : mixed(file)
  }
  if (verdict === 'fits' || marks.file === null) return
  if (note !== null) say(`${file} has changed since the last run: checking it before opening.`)
  const damage = damageIn(file)
  if (damage !== null) throw damaged(file, damage)
}

/** Opens the file exclusively and runs `work` in one transaction. */
function open(file: string, work: (db: DatabaseSync) => void): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: false })
  closeOnError(db, () => {
    // EXCLUSIVE before WAL: the log then needs no shared memory, and the lock dies with the process.
    if (file !== ':memory:') db.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL')
    db.exec(`${SETTINGS}; ${CACHE}; BEGIN EXCLUSIVE`)
    work(db)
    db.exec('COMMIT')
  })
  return db
}

function closeOnError(db: DatabaseSync, work: () => void): void {
  try {
    work()
  } catch (error) {
    db.close()
    throw error
  }
}

/** The schema version since which files have always been written with `secure_delete`. */
const SECURE_SINCE = 3

/** Rewrites the file without pages that an earlier version freed but did not erase. */
function rewrite(db: DatabaseSync, file: string, say: Say): void {
  if (pragma(db, 'freelist_count') === 0) return
  say(`${file} is rewritten once to erase deleted data.`)
  try {
    db.exec('VACUUM')
  } catch (error) {
    say(`${file} could not be rewritten (${(error as Error).message}): data deleted by an earlier version remains in free pages.`)
  }
}

/** A log is created with its first page; its mark is then known and written to the file. */
function markByLog(db: DatabaseSync, file: string, mark: number): void {
  db.exec(markPragma(mark))
  const log = readLogMark(file)
  if (typeof log !== 'number') throw new Error(`${file}-wal is not where SQLite was set to write it`)
  db.exec(`${markPragma(log)}; PRAGMA wal_checkpoint(TRUNCATE); ${CACHE}`)
  writeNote(file, { file: log, bytes: statSync(file).size, state: 'running' })
}
