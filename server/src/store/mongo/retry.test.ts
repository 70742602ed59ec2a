import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, test } from 'node:test'
import type { Document } from 'mongodb'
import { newDatabase, type TestDatabase } from '../../../../testing/mongo-server.ts'
import { startMongoProxy, type MongoProxy } from '../../../../testing/mongo-proxy.ts'
import { testMongo } from '../../test/stores.ts'
import { openMongo } from './mongo.ts'
import { samples } from '../contract/samples.ts'
import { guard, StoreAway, update, type Store } from '../store.ts'

const { id, audit, counter } = samples

/** However busy the machine is, a retry that works is not given up. */
const PATIENT_MS = 60_000

const server = await testMongo()
if (server !== null) {
  const { admin } = server
  const failCommand = (mode: Document | 'off' | 'alwaysOn', data: Document = {}): Promise<unknown> =>
    admin.db('admin').command({ configureFailPoint: 'failCommand', mode, data })

  /** A store with one counter, whose commands alone can be made to fail. */
  async function failing(
    retryMs?: number,
  ): Promise<AsyncDisposable & { store: Store; fail(mode: Document | 'alwaysOn', data: Document): Promise<unknown> }> {
    const database = newDatabase(server!)
    const appName = randomUUID()
    const url = `${database.url}${database.url.includes('?') ? '&' : '?'}appName=${appName}&serverSelectionTimeoutMS=${retryMs ?? 2000}`
    const store = await openMongo({ ...database, url, ...(retryMs && { retryMs }) })
    await store.commit([counter(1)])
    return { store, fail: (mode, data) => failCommand(mode, { ...data, appName }), [Symbol.asyncDispose]: () => end(store, database) }
  }

  async function end(store: Store, database: TestDatabase): Promise<void> {
    await store[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  }

  /** Increments the counter, with an audit row and a guard. */
  async function step(store: Store): Promise<boolean> {
    const before = await store.get('queue_counters', id(1))
    assert(before)
    const rev = before.rev + 1
    return store.commit([update('queue_counters', before, { rev }), audit(rev), guard('queue_counters', { ...before, version: rev + 1 })])
  }

  async function assertSteps(store: Store, steps: number): Promise<void> {
    assert.equal((await store.get('queue_counters', id(1)))?.rev, steps)
    assert.equal(await store.count('audit_logs', {}), steps)
  }

  const retried: Record<string, { times: number; data: Document }> = {
    'a conflict': { times: 3, data: { failCommands: ['update'], errorCode: 112, errorLabels: ['TransientTransactionError'] } },
    'a primary that steps down during a write': { times: 1, data: { failCommands: ['insert'], errorCode: 189 } },
    'a connection cut during a write': { times: 1, data: { failCommands: ['update'], closeConnection: true } },
    'a commit that the server has forgotten': {
      times: 1,
      data: { failCommands: ['commitTransaction'], errorCode: 251, errorLabels: ['TransientTransactionError'] },
    },
    'a primary that steps down before it commits': { times: 2, data: { failCommands: ['commitTransaction'], errorCode: 189 } },
    'a connection cut before the commit': { times: 2, data: { failCommands: ['commitTransaction'], closeConnection: true } },
    'a commit whose outcome is unknown': {
      times: 2,
      data: { failCommands: ['commitTransaction'], errorCode: 50, errorLabels: ['UnknownTransactionCommitResult'] },
    },
    'a commit that is done, and no majority has it yet': {
      times: 1,
      data: { failCommands: ['commitTransaction'], writeConcernError: { code: 64, codeName: 'WriteConcernTimeout', errmsg: 'waiting' } },
    },
    'a commit that is done, and then the primary stops': {
      times: 1,
      data: {
        failCommands: ['commitTransaction'],
        writeConcernError: { code: 91, codeName: 'ShutdownInProgress', errmsg: 'stopping' },
        errorLabels: ['RetryableWriteError'],
      },
    },
  }

  describe('MongoDB: retries', () => {
    afterEach(() => failCommand('off'))

    for (const [name, { times, data }] of Object.entries(retried))
      test(`${name}: committed exactly once`, async () => {
        await using it = await failing(PATIENT_MS)
        await it.fail({ times }, data)
        assert.equal(await step(it.store), true)
        await assertSteps(it.store, 1)
        assert.equal(await step(it.store), true)
        await assertSteps(it.store, 2)
      })

    test('a read whose connection is cut is repeated', async () => {
      await using it = await failing()
      await it.fail({ times: 1 }, { failCommands: ['find'], closeConnection: true })
      assert.deepEqual(await it.store.get('queue_counters', id(1)), counter(1).after)
      await it.fail({ times: 1 }, { failCommands: ['aggregate'], errorCode: 189 })
      assert.equal(await it.store.count('queue_counters', {}), 1)
    })

    test('after the deadline the store is away, nothing has changed, and the next commit succeeds', async () => {
      await using it = await failing()
      await it.fail('alwaysOn', { failCommands: ['update'], errorCode: 112, errorLabels: ['TransientTransactionError'] })
      await assert.rejects(step(it.store), StoreAway)
      await failCommand('off')
      await assertSteps(it.store, 0)
      assert.equal(await step(it.store), true)
      await assertSteps(it.store, 1)
    })

    test('an unknown outcome is StoreAway; a retry finds what is stored and adds nothing', async () => {
      await using it = await failing()
      const change = update('queue_counters', counter(1).after, { rev: 1 })
      await it.fail('alwaysOn', { failCommands: ['commitTransaction'], writeConcernError: { code: 64, errmsg: 'waiting' } })
      await assert.rejects(it.store.commit([change, audit(1)]), StoreAway)
      await failCommand('off')
      await assertSteps(it.store, 1)
      assert.equal(await it.store.commit([change, audit(1)]), false)
      await assertSteps(it.store, 1)
    })

    test('errors that are not temporary are not retried, and are no StoreAway', async () => {
      await using it = await failing()
      await it.fail({ times: 1 }, { failCommands: ['update'], errorCode: 2 })
      await assert.rejects(step(it.store), (error) => !(error instanceof StoreAway))
      await assertSteps(it.store, 0)
    })
  })

  /** A store behind a proxy that can be cut off. */
  async function openThroughProxy(): Promise<AsyncDisposable & { store: Store; proxy: MongoProxy }> {
    const database = newDatabase(server!)
    const proxy = await startMongoProxy(database.url)
    const store = await openMongo({ ...database, url: proxy.url })
    await store.commit([counter(1)])
    return {
      store,
      proxy,
      async [Symbol.asyncDispose]() {
        await end(store, database)
        await proxy[Symbol.asyncDispose]()
      },
    }
  }

  describe('MongoDB: a cut connection', () => {
    for (const command of ['update', 'insert', 'commitTransaction'])
      test(`the reply to ${command} is lost: committed exactly once`, async () => {
        await using it = await openThroughProxy()
        for (let n = 1; n <= 5; n++) {
          it.proxy.loseReply(command)
          assert.equal(await step(it.store), true)
          await assertSteps(it.store, n)
        }
        assert(it.proxy.commands.filter((sent) => command in sent).length >= 10)
      })

    test('while the connection is cut every call fails as StoreAway; afterwards the store recovers on its own', async () => {
      await using it = await openThroughProxy()
      it.proxy.cut()
      const asked = [
        it.store.get('queue_counters', id(1)),
        it.store.find('queue_counters', {}),
        it.store.count('queue_counters', {}),
        it.store.commit([counter(2)]),
        it.store.prune('reminders', {}, 1),
        it.store.ping(),
      ]
      await Promise.all(asked.map((question) => assert.rejects(question, StoreAway)))
      it.proxy.restore()
      assert.equal(await step(it.store), true)
      await it.store.ping()
      await assertSteps(it.store, 1)
    })

    test('reads see only acknowledged data and writes wait for acknowledgement, whatever the URL says', async () => {
      await using it = await openThroughProxy()
      const { dbName } = newDatabase(server)
      const weak = `${it.proxy.url}&w=0&readConcernLevel=local&readPreference=secondary&journal=false`
      await using store = await openMongo({ url: weak, dbName })
      const from = it.proxy.commands.length
      await store.commit([counter(1)])
      await store.get('queue_counters', id(1))
      await store.find('queue_counters', {})
      await store.count('queue_counters', {})
      await store.prune('reminders', {}, 1)
      const sent = it.proxy.commands.slice(from)
      const concern = (name: string) =>
        sent.filter((command) => name in command).map(({ readConcern, writeConcern }) => ({ readConcern, writeConcern }))
      assert.deepEqual(
        concern('find').map(({ readConcern }) => readConcern as unknown),
        [{ level: 'majority' }, { level: 'snapshot' }, { level: 'majority' }],
      )
      assert.equal(concern('aggregate')[0]?.readConcern.level, 'snapshot')
      assert.equal(concern('insert')[0]?.readConcern.level, 'snapshot')
      assert.equal(concern('commitTransaction')[0]?.writeConcern.w, 'majority')
      if (server.drops) await admin.db(dbName).dropDatabase()
    })
  })
}
