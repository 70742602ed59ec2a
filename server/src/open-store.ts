import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { openSqlite } from './store/sqlite.ts'
import { StoreRefused, type Store } from './store/store.ts'

/** The embedded store's file. */
export const storeFile = (dataDir: string): string => join(dataDir, 'medconsult.db')

export interface Waiting {
  /** Hears why the store is not there yet. */
  readonly waiting?: (line: string) => void
  /** How long to wait for it, in milliseconds; unless given, until it is there. */
  readonly patienceMs?: number
}

/** The store that the settings name. Waits for a MongoDB. Throws `StoreRefused`. */
export async function openStore({ mongo, dataDir }: Pick<Config, 'mongo' | 'dataDir'>, waiting: Waiting = {}): Promise<Store> {
  if (mongo === null) {
    makeDataDir(dataDir)
    return openSqlite({ file: storeFile(dataDir) })
  }
  // The driver is read only where it is used.
  const { openMongo } = await import('./store/mongo.ts')
  return openMongo({ ...mongo, ...waiting })
}

/** Makes the data folder where there is none, for its owner alone. Throws `StoreRefused`. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreRefused(
      'UNWRITABLE',
      `DATA_DIR: ${dataDir} cannot be made (${(cause as Error).message}); name another folder, or mend its parent.`,
      { cause },
    )
  }
}
