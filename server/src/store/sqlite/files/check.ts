import { linkSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isHeldCode } from './refusal.ts'

/** How long a statement waits for a lock; short, since it blocks the whole process. */
export const BUSY_MS = 50

/** The damage inside a database, in SQLite’s words, or null. Reads every page and changes neither file nor log. */
export function damageIn(file: string): string | null {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS })
  try {
    const first = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    return first === 'ok' ? null : String(first).split('\n')[0]!
  } catch (error) {
    if (isHeldCode(error)) throw error
    return (error as Error).message
  } finally {
    db.close()
    rmSync(`${file}-shm`, { force: true })
  }
}

/**
 * Locks a database as if it were open, but without touching its log, by a second name for the same file. Throws SQLite’s
 * error if another process holds it or if it is not a database.
 */
export function holdAside(file: string): Disposable {
  const name = `${file}-held`
  rmSync(name, { force: true })
  linkSync(file, name)
  const db = new DatabaseSync(name, { timeout: BUSY_MS })
  const release = (): void => {
    db.close()
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(name + end, { force: true })
  }
  try {
    db.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK')
    return { [Symbol.dispose]: release }
  } catch (error) {
    release()
    throw error
  }
}

/** Whether another process has a database open. */
export function isHeld(file: string): boolean {
  try {
    using _ = holdAside(file)
    return false
  } catch (error) {
    return isHeldCode(error)
  }
}
