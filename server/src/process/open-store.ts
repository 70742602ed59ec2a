import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { secretFile } from './jwt-secret.ts'
import { readNote } from '../store/sqlite/files/note.ts'
import { RESTORE } from '../store/sqlite/files/refusal.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { StoreRefused, type Store } from '../store/store.ts'

/** The embedded store's file. */
export const storeFile = (dataDir: string): string => join(dataDir, 'medconsult.db')

export interface Opening {
  /** Called with the reason while the store is not available yet. */
  readonly waiting?: (line: string) => void
  /** Called once if the embedded store's files are damaged or gone. */
  readonly alarm?: (line: string) => void
  /** How long to wait for the store, in milliseconds; indefinitely by default. */
  readonly patienceMs?: number
}

/** Opens the configured store. Waits for a MongoDB. Throws `StoreRefused`. */
export async function openStore({ mongo, dataDir }: Pick<Config, 'mongo' | 'dataDir'>, opening: Opening = {}): Promise<Store> {
  if (mongo === null) {
    makeDataDir(dataDir)
    const { waiting, alarm } = opening
    return openSqlite({ file: storeFile(dataDir), ...(waiting && { say: waiting }), ...(alarm && { alarm }) })
  }
  // The driver is loaded only if it is used.
  const { openMongo } = await import('../store/mongo/mongo.ts')
  return openMongo({ ...mongo, ...opening })
}

/**
 * Refuses a data folder that was in use but has lost its database, unless `isNew` asks for an empty clinic; and refuses
 * `isNew` where there is data, so that the flag is not left in place. Throws `StoreRefused`.
 */
export function assertNotLost({ mongo, dataDir }: Pick<Config, 'mongo' | 'dataDir'>, isNew: boolean): void {
  if (mongo !== null) return
  const file = storeFile(dataDir)
  const hasData = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
  if (isNew && hasData)
    throw new StoreRefused('NOT_EMPTY', `--new starts an empty clinic, but ${file} has data: start without --new, or set another DATA_DIR.`)
  if (isNew || hasData) return
  const note = readNote(file)
  const hadData = existsSync(secretFile(dataDir)) || (note !== null && (note.state !== 'starting' || note.file !== 0))
  if (!hadData) return
  throw new StoreRefused(
    'LOST',
    `DATA_DIR: ${file} is missing, though ${dataDir} was in use: put it back, restore a backup with ${RESTORE}, set MONGO_URL if the data is there, or start an empty clinic with “npm start -- --new”.`,
  )
}

/** Creates the data folder if it is missing, accessible only to its owner. Throws `StoreRefused`. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreRefused(
      'UNWRITABLE',
      `DATA_DIR: ${dataDir} cannot be created (${(cause as Error).message}); set another folder, or correct its parent folder.`,
      { cause },
    )
  }
}
