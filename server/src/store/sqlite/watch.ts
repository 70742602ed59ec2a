import { closeSync, openSync, statSync } from 'node:fs'
import { logOf, readFileMark } from './files/marks.ts'
import { noteClosed } from './file.ts'
import { isDamageCode, RESTORE } from './files/refusal.ts'
import { StoreAway, type Trouble } from '../store.ts'

/** The interval between checks, in milliseconds, during which writes may go to files that are gone. */
const LOOK_MS = 1000

export interface FileWatch {
  /** Throws `StoreAway` if the files are no longer those that were opened, or are damaged; checks at most once a second. */
  assertSound(): void
  /** Checks immediately. */
  look(): void
  /** Receives SQLite's errors: damage stops all writing. */
  failed(error: unknown): void
  /** Receives a description of damage. */
  damaged(what: string): void
  /** To be called after the database is closed: closing a file releases this process’s locks on it. */
  close(): void
}

/** Detects whether an open database’s files are moved, replaced or damaged, and reports it once, in one line. */
export function watchFile(file: string, say: (line: string) => void): FileWatch {
  const descriptor = openSync(file, 'r')
  const mark = readFileMark(descriptor)
  const inodes = [file, logOf(file)].map((path) => [path, statSync(path).ino] as const)
  let trouble: Trouble | null = null
  let lookedAt = performance.now()

  function found(kind: Trouble, line: string): void {
    if (trouble === null) say(line)
    trouble ??= kind
  }

  function look(): void {
    lookedAt = performance.now()
    for (const [path, inode] of inodes)
      if (statSync(path, { throwIfNoEntry: false })?.ino !== inode)
        found(
          'missing',
          `${path} was deleted, moved or replaced while this server had it open. Nothing more is written. Save the data with “npm run admin -- backup <file>” while it runs; then stop it, and ${RESTORE}.`,
        )
    if (readFileMark(descriptor) !== mark)
      found(
        'damaged',
        `${file} was overwritten while this server had it open. Nothing more is written. Stop it, and restore a backup: ${RESTORE}.`,
      )
    if (trouble !== null) throw new StoreAway(`the database is ${trouble}`, { trouble })
  }

  const damaged = (what: string): void =>
    found('damaged', `${file}: ${what} Nothing more is written. Stop this server, and restore the last good backup: ${RESTORE}.`)

  return {
    look,
    assertSound() {
      if (trouble !== null || performance.now() - lookedAt > LOOK_MS) look()
    },
    failed(error) {
      if (isDamageCode(error)) damaged(`${(error as Error).message}.`)
    },
    damaged,
    close() {
      closeSync(descriptor)
      noteClosed(file)
    },
  }
}
