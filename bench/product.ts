import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWebIfStale } from '../tools/build-web.ts'
import { ServerProcess } from '../testing/server-process.ts'
import { openStore } from '../server/src/process/open-store.ts'
import type { Store } from '../server/src/store/store.ts'

/** The real server in its own process. */
export interface Product extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** All output so far. */
  readonly output: string
}

type Settings = Readonly<Record<string, string>>

/**
 * As in production, except for the request rates. Password hashing is fast, since people are registered by the hundred;
 * invitations outlast a benchmark.
 */
const settings: Settings = { NODE_ENV: 'production', RATE_LIMIT: 'off', BCRYPT_ROUNDS: '4', INVITATION_SECONDS: '600', TIME_ZONE: 'UTC' }

/** Starts the product with some settings overridden; '' unsets one. */
export async function startProduct(own: Settings = {}): Promise<Product> {
  const server = await ServerProcess.start({ ...settings, ...own, ...profiling(own) })
  return {
    url: server.url,
    pid: server.pid!,
    get output() {
      return server.output
    },
    async [Symbol.asyncDispose]() {
      // A profile is written only on a clean exit.
      if (profileFolder() !== undefined) await server.kill('SIGTERM')
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Like `startProduct`, with the pages built from the current sources. */
export function startProductWithPages(): Promise<Product> {
  buildWebIfStale()
  return startProduct()
}

/** A MongoDB database, where the data is not in a folder. */
export type MongoPlace = NonNullable<Parameters<typeof openStore>[0]['mongo']>

/** The settings that make a server use this database. */
export const onMongo = ({ url, dbName }: MongoPlace): Settings => ({ MONGO_URL: url, DB_NAME: dbName })

/** Like `startProduct`, on a store that `fill` has filled first (SQLite unless `mongo` is given); includes what `fill` returned. */
export async function startFilled<R>(
  fill: (store: Store) => Promise<R>,
  own: Settings = {},
  mongo: MongoPlace | null = null,
): Promise<Product & { readonly filled: R }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'medconsult-bench-'))
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rm(dataDir, { recursive: true, force: true }))
  const filled = await fillStore({ dataDir, mongo }, fill)
  const product = stack.use(await startProduct({ ...own, DATA_DIR: dataDir, ...(mongo && onMongo(mongo)) }))
  const kept = stack.move()
  return {
    url: product.url,
    pid: product.pid,
    get output() {
      return product.output
    },
    filled,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Opens a store that no server holds, fills it and closes it. */
export async function fillStore<R>(where: Parameters<typeof openStore>[0], fill: (store: Store) => Promise<R>): Promise<R> {
  await using store = await openStore(where)
  return await fill(store)
}

const profileFolder = (): string | undefined => process.env['BENCH_PROFILE'] || undefined

/** With BENCH_PROFILE=folder the server writes a CPU profile there when it stops. */
function profiling({ NODE_OPTIONS = '' }: Settings): Settings {
  const folder = profileFolder()
  return folder === undefined ? {} : { NODE_OPTIONS: `${NODE_OPTIONS} --cpu-prof --cpu-prof-dir=${folder}` }
}
