import { closeSync, linkSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import type { Compacted } from './compact.worker.ts'
import { syncFolder } from './note.ts'
import { knownTrouble, whyUnwritable } from './refusal.ts'
import { StoreRefused } from '../../store.ts'

/** Pages copied per step, a few milliseconds, between which others may write. */
const PAGES_A_STEP = 100

/**
 * Copies an open database consistently into a new file, which appears only when complete, is readable only by its owner
 * and contains no deleted data. Commits made during the copy may be in it. Throws `StoreRefused`: `DAMAGED` if the copy
 * reveals damage.
 */
export async function copyTo(db: DatabaseSync, file: string): Promise<void> {
  // The first has the raw pages, the second the compacted copy; the final name is given only when it is complete.
  const [pages, part] = [`${file}.pages`, `${file}.part`]
  let begun = false
  try {
    closeSync(openSync(part, 'wx', 0o600))
    begun = true
    rmSync(pages, { force: true })
    closeSync(openSync(pages, 'wx', 0o600))
    await backup(db, pages, { rate: PAGES_A_STEP })
    await compact(pages, part)
    // Unlike rename, link never replaces an existing file.
    linkSync(part, file)
    syncFolder(dirname(file))
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    const why = isTaken(error)
      ? `${begun ? file : part} already exists: choose a new name`
      : whyUnwritable(withoutHandles(dirname(file)) ?? error)
    throw new StoreRefused('UNWRITABLE', `${file} cannot be written: ${why}.`, { cause: error })
  } finally {
    if (begun) for (const path of [pages, part]) for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true })
  }
}

/** File handles that a copy needs; if they run out SQLite only reports that it cannot open a file. */
const HANDLES = 8

/** The system’s error if too few file handles are left, else null. */
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

/** Runs in a worker thread, so that copying gigabytes does not block the process. */
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
