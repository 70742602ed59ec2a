import { StoreRefused } from '../../store.ts'

/** SQLite's primary result codes for problems that the operator can fix. */
const HELD = [5, 6] // BUSY, LOCKED
const FOREIGN = [11, 26] // CORRUPT, NOTADB
const UNWRITABLE = [3, 8, 10, 13, 14] // PERM, READONLY, IOERR, FULL, CANTOPEN
const FULL = 13

const primaryOf = (error: unknown): number => ((error as { errcode?: number } | undefined)?.errcode ?? 0) & 0xff

export const isHeldCode = (error: unknown): boolean => HELD.includes(primaryOf(error))
export const isDamageCode = (error: unknown): boolean => FOREIGN.includes(primaryOf(error))

/** A known reason why a file cannot be written, with advice; null for anything else. */
export function knownTrouble(error: unknown): string | null {
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string }
  if (primaryOf(error) === FULL || ['ENOSPC', 'EDQUOT'].includes(code)) return 'the disk is full: free some space, then try again'
  if (['EMFILE', 'ENFILE'].includes(code) || message.includes('EMFILE'))
    return 'the server has no file handles left: raise the limit (LimitNOFILE=, ulimit -n) or restart it, then try again'
  return null
}

/** Like `knownTrouble`, with the system’s message as fallback. */
export const whyUnwritable = (error: unknown): string =>
  knownTrouble(error) ?? `${(error as Error).message}: check the folder, its owner and the disk`

export const held = (file: string, cause?: unknown): StoreRefused =>
  new StoreRefused(
    'HELD',
    `${file} is in use by another running MedConsult: stop that one, name another DATA_DIR, or set MONGO_URL for several processes.`,
    { cause },
  )

export const notAStore = (file: string, cause?: unknown): StoreRefused =>
  new StoreRefused(
    'NOT_A_STORE',
    `${file} is not a MedConsult database, or is damaged: restore a backup with ${RESTORE}, or name another DATA_DIR.`,
    {
      cause,
    },
  )

/** The command that restores a backup. */
export const RESTORE = '“npm run admin -- restore <file>”'

export const damaged = (file: string, damage: string): StoreRefused =>
  new StoreRefused('DAMAGED', `${file} is damaged (${damage}): restore a backup with ${RESTORE}.`)

export const mixed = (file: string): StoreRefused =>
  new StoreRefused(
    'MIXED',
    `${file} and the log beside it, ${file}-wal, do not belong together, and opening them would damage the data: put back the file that the log belongs to, or restore a backup with ${RESTORE}.`,
  )

export const logAlone = (file: string): StoreRefused =>
  new StoreRefused(
    'MIXED',
    `${file} is missing, but its log, ${file}-wal, is there: put the file back, or restore a backup with ${RESTORE}.`,
  )

/** Converts an error while opening a file into a refusal if the operator can fix it. */
export function refusal(file: string, error: unknown): unknown {
  if (error instanceof StoreRefused) return error
  if (isHeldCode(error)) return held(file, error)
  if (isDamageCode(error)) return notAStore(file, error)
  if ((error as NodeJS.ErrnoException).syscall === undefined && !UNWRITABLE.includes(primaryOf(error))) return error
  return new StoreRefused('UNWRITABLE', `${file} cannot be opened for writing: ${whyUnwritable(error)}.`, { cause: error })
}
