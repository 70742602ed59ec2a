import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWebIfStale } from '../tools/build-web.ts'
import { ServerProcess } from '../testing/server-process.ts'
import { openStore } from '../server/src/process/open-store.ts'
import type { Store } from '../server/src/store/store.ts'

/** The real server in a process of its own. */
export interface Product extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Everything it has said so far. */
  readonly output: string
}

type Settings = Readonly<Record<string, string>>

/**
 * Everything on as in use but the request rates. Passwords are quick, since people are registered by the hundred here;
 * invitations last until a benchmark is over.
 */
const settings: Settings = { NODE_ENV: 'production', RATE_LIMIT: 'off', BCRYPT_ROUNDS: '4', INVITATION_SECONDS: '600', TIME_ZONE: 'UTC' }

/** The product with some settings of a benchmark's own; '' unsets one. */
export async function startProduct(own: Settings = {}): Promise<Product> {
  const server = await ServerProcess.start({ ...settings, ...own, ...profiling(own) })
  return {
    url: server.url,
    pid: server.pid!,
    get output() {
      return server.output
    },
    async [Symbol.asyncDispose]() {
      // A profile is written only by a process that ends by itself.
      if (profileFolder() !== undefined) await server.kill('SIGTERM')
      await server[Symbol.asyncDispose]()
    },
  }
}

/** As `startProduct`, with the pages as they are in the sources now. */
export function startProductWithPages(): Promise<Product> {
  buildWebIfStale()
  return startProduct()
}

/** A database, where the data are not in a folder. */
export type MongoPlace = NonNullable<Parameters<typeof openStore>[0]['mongo']>

/** What tells a server to use this database. */
export const onMongo = ({ url, dbName }: MongoPlace): Settings => ({ MONGO_URL: url, DB_NAME: dbName })

/** As `startProduct`, on a store that holds something already, embedded unless named; what `fill` answers comes along. */
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

/** Opens a store that no server holds, and closes it again. */
export async function fillStore<R>(where: Parameters<typeof openStore>[0], fill: (store: Store) => Promise<R>): Promise<R> {
  await using store = await openStore(where)
  return await fill(store)
}

const profileFolder = (): string | undefined => process.env['BENCH_PROFILE'] || undefined

/** With BENCH_PROFILE=folder the server leaves a processor profile there when it stops. */
function profiling({ NODE_OPTIONS = '' }: Settings): Settings {
  const folder = profileFolder()
  return folder === undefined ? {} : { NODE_OPTIONS: `${NODE_OPTIONS} --cpu-prof --cpu-prof-dir=${folder}` }
}
