import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MongoClient, type Db, type Document } from 'mongodb'
import { newDatabase } from '../../../../testing/mongo-server.ts'
import { startFakeMongo, startMongoProxy } from '../../../../testing/mongo-proxy.ts'
import { testMongo } from '../../test/stores.ts'
import { addedColumns } from '../added-columns.ts'
import { prepare } from './prepare.ts'
import { waitForPrimary, withoutSecrets } from './start.ts'
import { openMongo, openMongoForCopy } from './mongo.ts'
import { schemas } from '../compiled-schema.ts'
import { instant, samples } from '../contract/samples.ts'
import { StoreRefused, update, type RefusedReason } from '../store.ts'

const { counter, entry, id, schedule, user } = samples

async function refused(opening: Promise<unknown>, reason: RefusedReason, says: RegExp): Promise<void> {
  await assert.rejects(opening, (error) => {
    assert(error instanceof StoreRefused, String(error))
    assert.equal(error.reason, reason)
    assert.match(error.message, says)
    assert(!error.message.includes('\n') && !error.message.includes('topsecret'), error.message)
    return true
  })
}

/** A server's greeting, with the fields that a test sets. */
const greeting = (more: Document): Document => ({
  helloOk: true,
  minWireVersion: 0,
  maxWireVersion: 25,
  readOnly: false,
  maxBsonObjectSize: 16777216,
  ...more,
})
const isGreeting = (name: string): boolean => name === 'hello' || name === 'ismaster'

describe('MongoDB: a start that is refused', () => {
  const dbName = 'nowhere'

  test('a standalone server, which has no transactions; the message names the missing flag', async () => {
    await using fake = await startFakeMongo((name) => (isGreeting(name) ? greeting({ isWritablePrimary: true, ismaster: true }) : {}))
    await refused(openMongo({ url: fake.url, dbName }), 'STANDALONE', /^MONGO_URL: .*--replSet rs0.*rs\.initiate\(\)/)
  })

  for (const [what, more, reason, says] of [
    ['runs alone', {}, 'STANDALONE', /^MONGO_URL: .*--replSet rs0/],
    ['is of another name', { setName: 'other', hosts: ['127.0.0.1'] }, 'ADDRESS', /^MONGO_URL: .*replicaSet=other/],
  ] as const)
    test(`a replica set that ${what}, though the address names one`, async () => {
      await using fake = await startFakeMongo((name) =>
        isGreeting(name) ? greeting({ isWritablePrimary: true, ismaster: true, ...more }) : {},
      )
      const url = fake.url.replace(/[?].*/, '?replicaSet=rs0')
      await refused(openMongo({ url, dbName, patienceMs: 20_000 }), reason, says)
    })

  test('a user that the server rejects', async () => {
    const member = greeting({ isWritablePrimary: true, ismaster: true, setName: 'rs0', hosts: ['127.0.0.1'] })
    const denied = { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed of someone with topsecret' }
    await using fake = await startFakeMongo((name) => (isGreeting(name) ? member : denied))
    const url = fake.url.replace('//', '//someone:topsecret@')
    await refused(openMongo({ url, dbName }), 'UNWELCOME', /^MONGO_URL: .*refuses this user/)
  })

  for (const [what, maxWireVersion] of [
    ['the driver does not speak', 2],
    ['cannot read a list as of one moment', 12],
  ] as const)
    test(`a version that ${what}`, async () => {
      await using fake = await startFakeMongo((name) =>
        isGreeting(name) ? greeting({ ismaster: true, setName: 'rs0', maxWireVersion }) : {},
      )
      await refused(openMongo({ url: fake.url, dbName }), 'TOO_OLD', /^MONGO_URL: .*5\.0 or newer/)
    })

  test('an invalid address', async () => {
    for (const url of [
      'mongodb://someone:topsecret@',
      'mongodb://someone:topsecret@a:1,b:2/?directConnection=true',
      'mongodb://someone:topsecret@x/?w=1&nothing=1',
    ])
      await refused(openMongo({ url, dbName }), 'ADDRESS', /^MONGO_URL: the driver does not understand it/)
  })

  test('no server, after the waiting time', async () => {
    await using proxy = await startMongoProxy('mongodb://127.0.0.1:1/')
    proxy.cut()
    const url = proxy.url.replace('//', '//someone:topsecret@')
    await refused(openMongo({ url, dbName, patienceMs: 0 }), 'ABSENT', /^MONGO_URL: MongoDB has no primary/)
  })

  test('messages contain no secret of the address, in any spelling', () => {
    const url = 'mongodb://some%40one:p%2Fq@host/?tlsCertificateKeyFilePassword=hidden&authMechanismProperties=AWS_SESSION_TOKEN:token'
    const said = withoutSecrets('some%40one:p%2Fq \n p/q some@one hidden AWS_SESSION_TOKEN:token host', url)
    assert.equal(said, '*** *** some@one *** *** host')
    assert.equal(withoutSecrets('connect ECONNREFUSED', 'mongodb://host'), 'connect ECONNREFUSED')
  })
})

describe('MongoDB: a start that waits', () => {
  const member = { setName: 'rs0', setVersion: 1 }
  const starts: readonly (readonly [title: string, options: string, before: Document, says: RegExp])[] = [
    [
      'a member that may not be written to yet',
      '?directConnection=true',
      { ...member, secondary: true, isWritablePrimary: false, ismaster: false },
      /the server that answers is not the primary/,
    ],
    ...(['?directConnection=true', '?replicaSet=rs0'] as const).map(
      (options) =>
        [
          `a new replica set before its rs.initiate(), by ${options.slice(1)}`,
          options,
          { isreplicaset: true, isWritablePrimary: false, ismaster: false, secondary: false, info: 'no replset config has been received' },
          /rs\.initiate\(\)/,
        ] as const,
    ),
  ]
  for (const [title, options, before, says] of starts)
    test(`for ${title}, and is prepared once that is a primary`, async () => {
      let isPrimary = false
      let host = ''
      await using fake = await startFakeMongo((name) => {
        if (!isGreeting(name)) return {}
        const primary = { ...member, isWritablePrimary: true, ismaster: true, hosts: [host], me: host }
        return greeting(isPrimary ? primary : before)
      })
      const url = fake.url.replace(/[?].*/, options)
      host = new URL(url).host
      await using client = new MongoClient(url, { serverSelectionTimeoutMS: 1000 })
      const reported: string[] = []
      const prepared: boolean[] = []
      const waiting = (line: string): void => {
        reported.push(line)
        isPrimary = true
      }
      await waitForPrimary(client, client.db('nowhere'), url, { waiting }, async () => void prepared.push(isPrimary))
      assert.deepEqual(prepared, [true])
      assert.equal(reported.length, 1)
      assert.match(reported[0]!, says)
    })
})

const server = await testMongo()
if (server !== null) {
  const { admin } = server

  describe('MongoDB: the start', () => {
    test('waits for a primary and reports it, at intervals and without the password', async () => {
      await using database = newDatabase(server)
      await using proxy = await startMongoProxy(server.url)
      proxy.cut()
      const lines: string[] = []
      const reported = Promise.withResolvers<void>()
      const opening = openMongo({
        ...database,
        url: proxy.url,
        waiting: (line) => {
          lines.push(line)
          reported.resolve()
        },
      })
      await reported.promise
      proxy.restore()
      await using store = await opening
      assert.equal(await store.commit([counter(1)]), true)
      assert.equal(lines.length, 1)
      assert.match(lines[0]!, /^MongoDB has no primary yet .*waiting/)
    })

    test('by several processes at once creates every collection and index once, and the next start changes nothing', async () => {
      await using database = newDatabase(server)
      const stores = await Promise.all(Array.from({ length: 6 }, () => openMongo(database)))
      stores.push(await openMongo(database))
      const won = await Promise.all(stores.map((store) => store.commit([counter(1)])))
      assert.equal(won.filter(Boolean).length, 1)
      await Promise.all(stores.map((store) => store[Symbol.asyncDispose]()))
      const db = admin.db(database.dbName)
      for (const { table, keys, indexes } of Object.values(schemas)) {
        const found = await db.collection(table).listIndexes().toArray()
        const seen = found.map(
          ({ key, unique, sparse }) => `${Object.keys(key as object).join()}${unique ? ' unique' : ''}${sparse ? ' sparse' : ''}`,
        )
        const declared = [
          ...indexes.map((fields) => fields.map((field) => (field === 'id' ? '_id' : field)).join()),
          ...keys.map(({ column }) => `${column} unique sparse`),
        ]
        assert.deepEqual(seen.toSorted(), ['_id', ...declared].toSorted(), table)
      }
      assert.deepEqual(await db.collection('meta').find().toArray(), [{ _id: 'schema', application: 'medconsult', version: 4 }])
    })

    test('is refused for a database written by a newer version, which is left unchanged', async () => {
      await using database = newDatabase(server)
      await (await openMongo(database))[Symbol.asyncDispose]()
      const marks = admin.db(database.dbName).collection<{ _id: string; version: number }>('meta')
      await marks.updateOne({ _id: 'schema' }, { $set: { version: 1000 } })
      await refused(openMongo(database), 'NEWER', /newer version/)
      assert.equal((await marks.findOne({ _id: 'schema' }))?.version, 1000)
    })

    test('is refused for a foreign database', async () => {
      await using database = newDatabase(server)
      await admin.db(database.dbName).collection('users').insertOne({ name: 'Ada' })
      await refused(openMongo(database), 'NOT_A_STORE', /not a MedConsult database/)
      assert.deepEqual(
        (await admin.db(database.dbName).listCollections().toArray()).map(({ name }) => name),
        ['users'],
      )
    })

    test('migrates an older database step by step, also on several processes at once', async () => {
      await using database = newDatabase(server)
      await (await openMongo(database))[Symbol.asyncDispose]()
      const db = admin.db(database.dbName)
      const step = (field: string) => async (it: Db) =>
        void (await it.collection('queue_counters').updateMany({}, { $set: { [field]: 1 } }))
      await db.collection<{ _id: string }>('queue_counters').insertOne({ _id: id(1) })
      const steps = [step('first'), step('second'), step('third'), step('fourth'), step('fifth')]
      await Promise.all([prepare(db, steps), prepare(db, steps), prepare(db, steps)])
      assert.deepEqual(await db.collection('queue_counters').findOne(), { _id: id(1), fourth: 1, fifth: 1 })
      assert.equal((await db.collection('meta').findOne())?.['version'], 6)
      await refused(openMongo(database), 'NEWER', /newer version/)
    })

    test('adds later columns to rows of version 1', async () => {
      await using database = newDatabase(server)
      {
        await using store = await openMongo(database)
        await store.commit([schedule(1)])
      }
      const db = admin.db(database.dbName)
      for (const { table, column } of addedColumns) await db.collection(table).updateMany({}, { $unset: { [column]: 1 } })
      await db.collection<{ _id: string }>('meta').updateOne({ _id: 'schema' }, { $set: { version: 1 } })
      const durable = db.collection<{ _id: string }>('presences')
      await durable.insertOne({ _id: 'old', version: 1, subject: 'user:1', kind: 'GONE', processId: null, at: instant(1) } as never)
      await durable.createIndex({ subject: 1 }, { name: 'subject' })
      await using store = await openMongo(database)
      assert.deepEqual(await store.get('schedules', id(1)), schedule(1).after)
      assert.equal(await durable.findOne({ _id: 'old' }), null, 'what was durable and is no longer')
      assert.deepEqual(new Set((await durable.indexes()).map(({ name }) => name)), new Set(['_id_', 'by_number', 'endsAt']))
    })

    test('rows that a process of an earlier version writes afterwards are read with those columns', async () => {
      await using database = newDatabase(server)
      await using store = await openMongo(database)
      const written = [user(1, { passwordHashOf: 'TYPED' }), schedule(1), entry(1)] as const
      await store.commit(written)
      const db = admin.db(database.dbName)
      for (const { table, column } of addedColumns) await db.collection(table).updateMany({}, { $unset: { [column]: 1 } })
      for (const { table, after } of written) {
        assert.deepEqual(await store.get(table, id(1)), after)
        assert.deepEqual(await store.find(table, {}, { by: 'id', order: 'asc', limit: 9 }), [after])
      }
      const next = update('queue_entries', entry(1).after, { media: 'SOUND' })
      assert.equal(await store.commit([next]), true)
      assert.deepEqual(await store.get('queue_entries', id(1)), next.after)
    })

    test('is refused while a copy is being written; a copy is refused where there is data', async () => {
      await using database = newDatabase(server)
      {
        await using copy = await openMongoForCopy(database)
        await copy.store.commit([counter(1)])
        await refused(openMongo(database), 'UNFINISHED', /part of a copy.*copy-store/)
      }
      {
        await using again = await openMongoForCopy(database)
        assert.deepEqual(await again.store.get('queue_counters', id(1)), counter(1).after)
        await again.finish()
      }
      await using store = await openMongo(database)
      await refused(openMongoForCopy(database), 'NOT_EMPTY', /already holds data/)
      await store.ping()
    })
  })
}
