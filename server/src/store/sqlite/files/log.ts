import { closeSync, fdatasync, openSync, statSync, writeSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { logOf } from './marks.ts'

const ZEROS = Buffer.alloc(1024 * 1024)

/**
 * Checkpoints the log and fills it with zeros: no deleted data remains in it, and it keeps its length, since a commit that
 * grows the log takes twice as long. A log with a zeroed header counts as empty.
 */
export function emptyLog(db: DatabaseSync, file: string): void {
  const log = logOf(file)
  const { size } = statSync(log)
  const answer = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  if (answer?.['busy'] !== 0) return
  const descriptor = openSync(log, 'r+')
  for (let at = 0; at < size; at += ZEROS.length) writeSync(descriptor, ZEROS, 0, Math.min(ZEROS.length, size - at), at)
  // Persists the length so that later commits need not; not awaited.
  fdatasync(descriptor, () => closeSync(descriptor))
}
