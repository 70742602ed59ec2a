import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The last run's note about its file. `starting`: from before the log's first page until its mark is in the file. */
export interface Note {
  readonly file: number
  /** The file's length at that time; it never shrinks. */
  readonly bytes: number
  readonly state: 'starting' | 'running' | 'closed'
}

export const noteOf = (file: string): string => `${file}-note`

/** The note beside a database; null if it is missing or unreadable. */
export function readNote(file: string): Note | null {
  try {
    const { file: mark, bytes, state } = JSON.parse(readFileSync(noteOf(file), 'utf8')) as Partial<Note>
    if (typeof mark !== 'number' || typeof bytes !== 'number' || state === undefined) return null
    return { file: mark, bytes, state }
  } catch {
    return null
  }
}

/** Writes the note durably and atomically. Only the process that holds the database may write it. */
export function writeNote(file: string, note: Note): void {
  const path = noteOf(file)
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  } catch (error) {
    rmSync(`${path}.new`, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Makes a folder's entries durable, if the system supports it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
