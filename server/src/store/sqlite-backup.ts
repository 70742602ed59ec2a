import { closeSync, linkSync, openSync, rmSync } from 'node:fs'
import { backup, type DatabaseSync } from 'node:sqlite'
import { StoreRefused } from './store.ts'

/** Pages copied before others may write again: some milliseconds. */
const PAGES_A_STEP = 100

/**
 * Copies an open database, as of one moment, into a file that does not exist yet and is whole from when it does, for its
 * owner's eyes only. What is committed meanwhile may be in it. Throws `StoreRefused`.
 */
export async function copyTo(db: DatabaseSync, file: string): Promise<void> {
  const part = `${file}.part`
  let begun = false
  try {
    closeSync(openSync(part, 'wx', 0o600))
    begun = true
    await backup(db, part, { rate: PAGES_A_STEP })
    // Unlike a renaming, never takes the place of another file.
    linkSync(part, file)
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST'
    const why = exists ? `${begun ? file : part} exists` : (error as Error).message
    throw new StoreRefused('UNWRITABLE', `${file} cannot be written (${why}): name a new file in a folder that the server may write to.`, {
      cause: error,
    })
  } finally {
    if (begun) rmSync(part, { force: true })
  }
}
