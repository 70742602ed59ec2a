import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { Answer } from './commands.ts'
import { adminSocketPath, askServer } from './socket.ts'
import type { Config } from '../process/config.ts'
import { makeDataDir, storeFile } from '../process/open-store.ts'
import { holdAside, isHeld } from '../store/sqlite/files/check.ts'
import { judge, readMarks } from '../store/sqlite/files/marks.ts'
import { noteOf, readNote, syncFolder } from '../store/sqlite/files/note.ts'
import { isHeldCode, mixed, whyUnwritable } from '../store/sqlite/files/refusal.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { StoreRefused } from '../store/store.ts'

/** Whether the arguments are this command. */
export const isRestore = ([command, file, ...rest]: readonly string[]): boolean =>
  command === 'restore' && file !== undefined && rest.length === 0

const failed = (line: string): Answer => ({ exitCode: 1, lines: [line] })

/**
 * Replaces DATA_DIR's database with a backup, or a database with its own log, and keeps the former files aside. Killed at any
 * moment it leaves the former data, the new data, or a folder that no server starts on, and can be started again.
 */
export async function restore({ mongo, dataDir }: Config, from: string): Promise<Answer> {
  const file = storeFile(dataDir)
  if (mongo !== null) return failed('The data is in MongoDB: restore it with mongorestore, or unset MONGO_URL.')
  if (!isAbsolute(from)) return failed(`${from} is not a full path: name the file like /var/backups/medconsult.db.`)
  if (!existsSync(from)) return failed(`${from} does not exist.`)
  if (from === file) return failed(`${from} is the database itself: name a copy of it.`)
  const served = `A running server is using ${dataDir}: stop it, then restore again.`
  const socket = adminSocketPath(dataDir)
  if (socket !== null && (await askServer(socket, [])) !== null) return failed(served)
  const draft = `${file}.restoring`
  try {
    makeDataDir(dataDir)
    using _ = hold(file)
    const what = await prepare(from, draft)
    const aside = exchange(file, draft)
    const kept =
      aside === null ? '' : ` The former files are in ${aside}: they hold patients’ data; delete them when you no longer need them.`
    return { exitCode: 0, lines: [`Restored ${from}: ${what}.${kept} Start the server.`] }
  } catch (error) {
    for (const end of ENDS) rmSync(draft + end, { force: true })
    if (isHeldCode(error)) return failed(served)
    if (error instanceof StoreRefused) return failed(error.message.replaceAll(draft, from))
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return failed(`${dataDir} cannot be written: ${whyUnwritable(error)}.`)
    throw error
  }
}

const ENDS = ['', '-wal', '-shm', '-journal', '-note']

/** Locks the data that is replaced. Throws if a server has it open; a file that is not a database is not locked. */
function hold(file: string): Disposable {
  try {
    return holdAside(file)
  } catch (error) {
    if (isHeldCode(error)) throw error
    return { [Symbol.dispose]: () => undefined }
  }
}

/** Makes a complete, checked, migrated and closed copy in the data folder; returns what it contains. */
async function prepare(from: string, draft: string): Promise<string> {
  const marks = readMarks(from)
  if (judge(marks, readNote(from)) === 'strange') throw mixed(from)
  if (isHeld(from)) throw new StoreRefused('HELD', `${from} is held by a running server: copy it with “npm run admin -- backup <file>”.`)
  for (const end of ENDS) rmSync(draft + end, { force: true })
  for (const end of typeof marks.log === 'number' ? ['', '-wal'] : ['']) {
    copyFileSync(from + end, draft + end)
    chmodSync(draft + end, 0o600)
  }
  await using store = await openSqlite({ file: draft })
  const [accounts, [last]] = [
    (await store.count('users', { role: 'DOCTOR' })) + (await store.count('users', { role: 'PATIENT' })),
    await store.find('audit_logs', {}, { by: 'id', order: 'desc', limit: 1 }),
  ]
  return `${accounts} ${accounts === 1 ? 'account' : 'accounts'}${last === undefined ? '' : `, the last entry in the audit record of ${last.timestamp}`}`
}

/**
 * The database is moved before its log, so that no server starts on it without the log; the note is moved last, so that none
 * starts an empty clinic in between. Returns where the former files are; null if there were none.
 */
function exchange(file: string, draft: string): string | null {
  const aside = join(dirname(file), `replaced-${new Date().toISOString().replaceAll(':', '-')}`)
  const move = (from: string, to: string): void => {
    if (existsSync(from)) renameSync(from, to)
    syncFolder(dirname(file))
  }
  const former = ['', '-wal', '-shm', '-journal'].filter((end) => existsSync(file + end))
  if (former.length > 0) mkdirSync(aside, { mode: 0o700 })
  for (const end of former) move(file + end, join(aside, `medconsult.db${end}`))
  move(draft, file)
  if (former.length > 0) move(noteOf(file), join(aside, 'medconsult.db-note'))
  move(noteOf(draft), noteOf(file))
  return former.length > 0 ? aside : null
}
