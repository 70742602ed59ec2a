import { closeSync, openSync, statSync } from 'node:fs'
import { logOf, readFileMark } from './marks.ts'
import { noteClosed } from './file.ts'
import { isDamageCode, RESTORE } from './refusal.ts'
import { StoreAway, type Trouble } from '../store.ts'

/** Between two looks, in milliseconds: so long something may be written into files that are gone. */
const LOOK_MS = 1000

export interface FileWatch {
  /** Throws `StoreAway` where the files are not those that were opened, or damage has been found; looks at most once a second. */
  assertSound(): void
  /** At once. */
  look(): void
  /** Hears what SQLite throws: damage stops all writing. */
  failed(error: unknown): void
  /** Hears what is wrong inside. */
  damaged(what: string): void
  /** After the database is closed: closing a file gives up this process’s locks on it. */
  close(): void
}

/** Watches whether an open database’s files stay where and what they are; says once, as one line, that they do not. */
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
          `${path} was deleted, moved or replaced while this server has it open. Nothing more is written. Save the data with “npm run admin -- backup <file>” while it runs; then stop it, and ${RESTORE}.`,
        )
    if (readFileMark(descriptor) !== mark)
      found(
        'damaged',
        `${file} was overwritten while this server has it open. Nothing more is written. Stop it, and restore a backup: ${RESTORE}.`,
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
