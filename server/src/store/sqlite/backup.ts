import { closeSync, linkSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import type { Compacted } from './compact.worker.ts'
import { syncFolder } from './note.ts'
import { knownTrouble, whyUnwritable } from './refusal.ts'
import { StoreRefused } from '../store.ts'

/** Pages copied before others may write again: some milliseconds. */
const PAGES_A_STEP = 100

/**
 * Copies an open database, as of one moment, into a file that does not exist yet and is whole from when it does, for its
 * owner's eyes only, without what was deleted. What is committed meanwhile may be in it. Throws `StoreRefused`: `DAMAGED`
 * where the copy shows that the database is.
 */
export async function copyTo(db: DatabaseSync, file: string): Promise<void> {
  // The first holds the pages as they are, the second what is in them; one alone has this name until it is whole.
  const [pages, part] = [`${file}.pages`, `${file}.part`]
  let begun = false
  try {
    closeSync(openSync(part, 'wx', 0o600))
    begun = true
    rmSync(pages, { force: true })
    closeSync(openSync(pages, 'wx', 0o600))
    await backup(db, pages, { rate: PAGES_A_STEP })
    await compact(pages, part)
    // Unlike a renaming, never takes the place of another file.
    linkSync(part, file)
    syncFolder(dirname(file))
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    const why = isTaken(error)
      ? `${begun ? file : part} already exists: name a new file`
      : whyUnwritable(withoutHandles(dirname(file)) ?? error)
    throw new StoreRefused('UNWRITABLE', `${file} cannot be written: ${why}.`, { cause: error })
  } finally {
    if (begun) for (const path of [pages, part]) for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true })
  }
}

/** What a copy opens at once; SQLite says of a lack of handles only that it cannot open a file. */
const HANDLES = 8

/** The system’s error where there are not enough handles left, else null. */
function withoutHandles(folder: string): unknown {
  const handles: number[] = []
  try {
    while (handles.length < HANDLES) handles.push(openSync(folder, 'r'))
    return null
  } catch (error) {
    return knownTrouble(error) === null ? null : error
  } finally {
    for (const handle of handles) closeSync(handle)
  }
}

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST'

/** In a thread of its own: reading and writing gigabytes keeps nobody waiting. */
async function compact(from: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./compact.worker.ts', import.meta.url), { workerData: { from, to } })
  const { promise, resolve, reject } = Promise.withResolvers<Compacted>()
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the copy was interrupted')))
  const { damage, failure } = await promise
  if (damage !== null)
    throw new StoreRefused('DAMAGED', `The database is damaged (${damage}), so no copy was kept: restore the last good one.`)
  if (failure !== null) throw Object.assign(new Error(failure.message), failure)
}
