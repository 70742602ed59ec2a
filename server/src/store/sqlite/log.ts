import { closeSync, fdatasync, openSync, statSync, writeSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { logOf } from './marks.ts'

const ZEROS = Buffer.alloc(1024 * 1024)

/**
 * Brings all of the log into the file, and fills what it was with zeros: nothing that was deleted stands in it, and it keeps
 * its length, since a commit that makes the log grow takes twice as long. A log whose header is zeros is an empty one.
 */
export function emptyLog(db: DatabaseSync, file: string): void {
  const log = logOf(file)
  const { size } = statSync(log)
  const answer = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  if (answer?.['busy'] !== 0) return
  const descriptor = openSync(log, 'r+')
  for (let at = 0; at < size; at += ZEROS.length) writeSync(descriptor, ZEROS, 0, Math.min(ZEROS.length, size - at), at)
  // Later commits need not write the length; nobody waits for it.
  fdatasync(descriptor, () => closeSync(descriptor))
}
