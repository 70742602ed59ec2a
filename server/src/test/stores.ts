import { after } from 'node:test'
import { MongoClient } from 'mongodb'
import { openMongo } from '../store/mongo/mongo.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import type { Store } from '../store/store.ts'
import { newDatabase, NO_MONGO, provideMongo, type MongoServer } from '../../../testing/mongo-server.ts'
import { refuseUnindexed } from '../store/contract/mongo-plan.ts'
import { refuseScans } from '../store/contract/sqlite-plan.ts'

/** A kind of store to run tests on. */
export interface TestStore {
  readonly name: 'SQLite' | 'MongoDB'
  /** Opens an empty store, removed on disposal. */
  readonly open: () => Promise<Store>
  /** The environment for a server process with its own store; the caller disposes of it. */
  readonly environment: () => AsyncDisposable & { readonly env: Record<string, string> }
}

/** A store in memory that fails queries that would scan a table, here or on MongoDB. */
export const openInMemory = async (): Promise<Store> => refuseUnindexed(await openSqlite({ file: ':memory:', onPrepare: refuseScans }))

const sqlite: TestStore = {
  name: 'SQLite',
  open: openInMemory,
  environment: () => ({ env: {}, [Symbol.asyncDispose]: () => Promise.resolve() }),
}

const mongo = (server: MongoServer): TestStore => ({
  name: 'MongoDB',
  async open() {
    const database = newDatabase(server)
    const store = await openMongo(database)
    return {
      ...store,
      async [Symbol.asyncDispose]() {
        await store[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
      },
    }
  },
  environment() {
    const database = newDatabase(server)
    return {
      env: { MONGO_URL: database.url, DB_NAME: database.dbName },
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    }
  },
})

/** MongoDB until the file's tests are over, and a client of its own; else null, said in one line. */
export async function testMongo(): Promise<(MongoServer & { readonly admin: MongoClient }) | null> {
  const server = await provideMongo()
  if (server === null) {
    console.log(NO_MONGO)
    return null
  }
  const admin = new MongoClient(server.url)
  after(async () => {
    await admin.close()
    await server[Symbol.asyncDispose]()
  })
  return { ...server, admin }
}

/** SQLite, and MongoDB if available. */
export async function testStores(): Promise<readonly TestStore[]> {
  const server = await testMongo()
  return server === null ? [sqlite] : [sqlite, mongo(server)]
}
