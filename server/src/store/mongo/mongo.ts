import { MongoClient, ReadConcern, WriteConcern, type Collection, type Db, type DbOptions, type MongoClientOptions } from 'mongodb'
import { withTimeout } from '../../core/with-timeout.ts'
import { committer } from './commit.ts'
import { makeEphemeralCollections } from './ephemeral.ts'
import { isAway, isCut } from './errors.ts'
import { endCopy, prepare, prepareForCopy } from './prepare.ts'
import { filterOf, pageOf } from './query.ts'
import { toRow, type Stored } from './schema.ts'
import { waitForPrimary, withoutSecrets, type Waiting } from './start.ts'
import type { Row, Table, Transient } from '../row-types.ts'
import { schemas } from '../compiled-schema.ts'
import { StoreAway, StoreRefused, type Change, type Page, type Store, type Where } from '../store.ts'

export interface MongoOptions extends Waiting {
  /** May contain a password: kept out of errors and logs. */
  readonly url: string
  readonly dbName: string
  /** How long commits are retried, in milliseconds; 2,000 by default. */
  readonly retryMs?: number
}

/** How long a server may take for a read, in milliseconds: the driver would wait longer for a silent one. */
const READ_MS = 2000
/** How long commits are retried by default. */
const RETRY_MS = 2000
/** How long a commit may take beyond that. One that is given up may still be applied. */
const COMMIT_MS = 500
/** The same for pruning. */
const PRUNE_MS = 30_000

/** Timeouts of the driver unless the URL sets them: a request is answered within seconds, with 503 if need be. */
const patience = {
  serverSelectionTimeoutMS: 2000,
  connectTimeoutMS: 2000,
  socketTimeoutMS: 5000,
  waitQueueTimeoutMS: 2000,
} as const satisfies MongoClientOptions

/** Reads only acknowledged data and acknowledges only durable writes, which are never rolled back; the URL cannot weaken it. */
const durable = {
  readConcern: new ReadConcern('majority'),
  writeConcern: new WriteConcern('majority'),
  readPreference: 'primary',
} as const satisfies DbOptions
/** A list is read at one moment, however long it takes. */
const moment = { readConcern: { level: 'snapshot' }, maxTimeMS: READ_MS } as const
/** Rows per batch, so that most lists need only one. */
const BATCH = 1000

/** The store in a MongoDB that several processes may share. Waits for a primary. Throws `StoreRefused`. */
export async function openMongo(options: MongoOptions): Promise<Store> {
  const { client, db } = await connected(options, prepare)
  return storeOn(client, db, options.retryMs)
}

/** A store that a copy is written to; nobody else opens it before `finish`. */
export interface CopyTarget extends AsyncDisposable {
  readonly store: Store
  /** Marks the copy as complete, so that the store may be served. */
  finish(): Promise<void>
}

/** Opens an empty database, or one with the first part of a copy. Throws `StoreRefused`. */
export async function openMongoForCopy(options: MongoOptions): Promise<CopyTarget> {
  const { client, db } = await connected(options, prepareForCopy)
  const store = storeOn(client, db)
  return { store, finish: () => endCopy(db), [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

async function connected(
  { url, dbName, ...waiting }: MongoOptions,
  ready: (db: Db) => Promise<void>,
): Promise<{ client: MongoClient; db: Db }> {
  const client = makeClient(url)
  const db = client.db(dbName, durable)
  try {
    await waitForPrimary(client, db, url, waiting, () => ready(db))
    return { client, db }
  } catch (error) {
    await client.close()
    throw error
  }
}

function makeClient(url: string): MongoClient {
  const own = Object.entries(patience).filter(([name]) => !new RegExp(`[?&]${name}=`, 'i').test(url))
  try {
    return new MongoClient(url, Object.fromEntries(own))
  } catch (error) {
    throw new StoreRefused(
      'ADDRESS',
      `MONGO_URL: the driver does not understand it (${withoutSecrets((error as Error).message, url)}); correct it.`,
    )
  }
}

function storeOn(client: MongoClient, db: Db, retryMs = RETRY_MS): Store {
  let closed = false
  const collection = (table: Table): Collection<Stored> => db.collection<Stored>(table)
  const commit = committer(client, collection, retryMs)

  /** The result of `work` within the time; errors that only mean that MongoDB cannot serve now become `StoreAway`. */
  async function answer<R>(work: () => Promise<R>, withinMs = READ_MS): Promise<R> {
    if (closed) throw new StoreAway('the store is closed')
    try {
      return await withTimeout(work(), withinMs, () => {
        throw new StoreAway('MongoDB says nothing')
      })
    } catch (error) {
      throw isAway(error) ? new StoreAway((error as Error).message, { cause: error }) : error
    }
  }

  /** Like `answer`, but read again if a connection turns out to be cut: several pooled ones may be. */
  const read = <R>(work: () => Promise<R>): Promise<R> =>
    answer(async () => {
      const deadline = performance.now() + READ_MS
      for (;;)
        try {
          return await work()
        } catch (error) {
          if (!isCut(error) || performance.now() > deadline) throw error
        }
    })

  return {
    get: <T extends Table>(table: T, id: string): Promise<Row<T> | null> =>
      read(async () => {
        const stored = await collection(table).findOne({ _id: id }, { maxTimeMS: READ_MS })
        return stored && toRow<T>(schemas[table], stored)
      }),

    find: <T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Promise<Row<T>[]> =>
      read(async () => {
        const schema = schemas[table]
        const { filter, options } = page === undefined ? { filter: filterOf(schema, where), options: {} } : pageOf(schema, where, page)
        const found = await collection(table)
          .find(filter, { ...options, ...moment, batchSize: BATCH })
          .toArray()
        return found.map((stored) => toRow<T>(schema, stored))
      }),

    count: <T extends Table>(table: T, where: Where<Row<T>>): Promise<number> =>
      read(() => collection(table).countDocuments(filterOf(schemas[table], where), moment)),

    commit: (changes: readonly Change[]): Promise<boolean> => answer(() => commit(changes), retryMs + COMMIT_MS),

    ephemeral: makeEphemeralCollections(db, { answer: read, maxTimeMS: READ_MS }),

    prune: <T extends Transient>(table: T, where: Where<Row<T>>, limit: number): Promise<number> =>
      answer(async () => {
        const filter = filterOf(schemas[table], where)
        const chosen = await collection(table)
          .find(filter, { projection: { _id: 1 }, limit, maxTimeMS: READ_MS })
          .toArray()
        if (chosen.length === 0) return 0
        const { deletedCount } = await collection(table).deleteMany({ $and: [filter, { _id: { $in: chosen.map(({ _id }) => _id) } }] })
        return deletedCount
      }, PRUNE_MS),

    ping: (): Promise<void> =>
      answer(async () => {
        await db.command({ ping: 1 })
      }),

    async [Symbol.asyncDispose](): Promise<void> {
      if (closed) return
      closed = true
      await client.close()
    },
  }
}
