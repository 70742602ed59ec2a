import { existsSync, renameSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Answer } from './commands.ts'
import type { Config } from '../process/config.ts'
import { makeDataDir, openStore, storeFile } from '../process/open-store.ts'
import { BEAT_LAPSES_MS } from '../presence/who-is-present.ts'
import { copyStore, CopyRefused } from '../store/copy-store.ts'
import type { CopyTarget } from '../store/mongo/mongo.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import type { ProcessRow } from '../store/ephemeral-rows.ts'
import type { Store } from '../store/store.ts'

const kinds = ['sqlite', 'mongo'] as const
export type Kind = (typeof kinds)[number]

/** Whether the arguments are this command, from one kind of store to the other. */
export const isCopy = ([command, from, to, ...rest]: readonly string[]): boolean =>
  command === 'copy-store' && rest.length === 0 && from !== to && [from, to].every((it) => kinds.includes(it as Kind))

/** How long the command waits for MongoDB, in milliseconds. */
const PATIENCE_MS = 5000
/** A killed copy may have left a transaction, whose rows MongoDB locks for a minute. */
const COPY_PATIENCE_MS = 90_000
/** A running server beats again within this time. */
const WATCH_MS = 6000

const failed = (line: string): Answer => ({ exitCode: 1, lines: [line] })

/**
 * Copies everything from the file in DATA_DIR to the database of MONGO_URL and DB_NAME, or back. Neither may be served
 * during the copy; the target must be empty or hold the first part of the same copy. Throws `StoreRefused`, `StoreAway`.
 */
export async function copy(config: Config, from: Kind, to: Kind): Promise<Answer> {
  if (config.mongo === null) return failed('MONGO_URL: is not set; name the MongoDB to copy to or from.')
  if (from === 'sqlite' && !existsSync(storeFile(config.dataDir))) return failed(`DATA_DIR: there is no data in ${config.dataDir} to copy.`)
  if (to === 'sqlite' && existsSync(storeFile(config.dataDir)))
    return failed(`DATA_DIR: ${config.dataDir} already holds data; name another folder, or move its medconsult.db away.`)
  const [file, database] = [storeFile(config.dataDir), `MongoDB ${config.mongo.dbName}`]
  const served = `A server is using ${config.mongo.dbName}: stop it and copy again.`
  try {
    await using source = await openStore(from === 'sqlite' ? { ...config, mongo: null } : config, { patienceMs: PATIENCE_MS })
    const isServed = from === 'mongo' ? await watchServers(source) : () => Promise.resolve(false)
    if (await isServed()) return failed(served)
    await using target = to === 'sqlite' ? await fileForCopy(config.dataDir) : await databaseForCopy(config.mongo)
    const { rows, auditRows } = await copyStore(source, target.store, COPY_PATIENCE_MS)
    if (await isServed()) return failed(served)
    await target.finish()
    const way = from === 'sqlite' ? `${file} to ${database}` : `${database} to ${file}`
    return {
      exitCode: 0,
      lines: [`Copied ${rows} rows, ${auditRows} of them audit rows, from ${way}; every row has been read back and compared.`],
    }
  } catch (error) {
    if (error instanceof CopyRefused) return failed(`${error.message} The target is ${to === 'sqlite' ? partOf(file) : database}.`)
    throw error
  }
}

/** Waits for the next beat if there were recent ones; the function it returns says whether any has come. A stopped server leaves its last one. */
async function watchServers(store: Store): Promise<() => Promise<boolean>> {
  const since = new Date(Date.now() - BEAT_LAPSES_MS).toISOString()
  const beats = async (): Promise<ProcessRow[]> =>
    (await store.ephemeral.find('processes', null, new Date())).filter(({ beatAt }) => beatAt > since)
  const first = await beats()
  if (first.length > 0) await pause(WATCH_MS)
  return async () => !isDeepStrictEqual(await beats(), first)
}

async function databaseForCopy(mongo: { url: string; dbName: string }): Promise<CopyTarget> {
  const { openMongoForCopy } = await import('../store/mongo/mongo.ts')
  return openMongoForCopy({ ...mongo, patienceMs: PATIENCE_MS })
}

/** The file name of an incomplete copy. */
const partOf = (file: string): string => `${file}.copying`

/** Under a name that no server opens until the copy is complete. */
async function fileForCopy(dataDir: string): Promise<CopyTarget> {
  makeDataDir(dataDir)
  const file = storeFile(dataDir)
  const part = partOf(file)
  const store = await openSqlite({ file: part })
  const close = (): PromiseLike<void> => store[Symbol.asyncDispose]()
  return {
    store,
    async finish() {
      await close()
      renameSync(part, file)
    },
    [Symbol.asyncDispose]: close,
  }
}
