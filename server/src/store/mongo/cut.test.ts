import assert from 'node:assert/strict'
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { describe, test } from 'node:test'
import { MongoClient, type Collection } from 'mongodb'
import { newDatabase } from '../../../../testing/mongo-server.ts'
import { makeWire } from '../../../../testing/mongo-wire.ts'
import { wireTo } from '../../../../testing/wire.ts'
import { until } from '../../../../testing/until.ts'
import { testMongo } from '../../test/stores.ts'
import { committer } from './commit.ts'
import type { Stored } from './schema.ts'
import { openMongo } from './mongo.ts'
import { samples } from '../contract/samples.ts'
import { StoreAway } from '../store.ts'

const { counter, id } = samples

/** Hears a connection of this process end. It still takes commands then, and fails each with an error of the system's, not of the driver's. */
let hear: (() => void) | undefined
subscribe('net.client.socket', (message) => (message as { socket: Socket }).socket.once('end', () => hear?.()))

const server = await testMongo()
if (server !== null)
  test('MongoDB: a server that says nothing is away, for reads and commits, and back by itself', async () => {
    await using database = newDatabase(server)
    await using wire = await wireTo(Number(/:(\d+)/.exec(database.url.slice('mongodb://'.length))![1]))
    // The driver alone would wait for ever.
    const url = `mongodb://127.0.0.1:${wire.port}/?directConnection=true&socketTimeoutMS=0`
    await using store = await openMongo({ ...database, url })
    await store.commit([counter(1)])
    wire.hush()
    const works = [() => store.get('queue_counters', id(1)), () => store.find('queue_counters', {}), () => store.commit([counter(2)])]
    await Promise.all(works.map((work) => assert.rejects(work(), StoreAway)))
    wire.mend()
    await until(async () => (await store.get('queue_counters', id(1)).catch(() => null)) !== null, 'the store to be back')
  })

if (server !== null)
  describe('MongoDB: a connection that the server has ended and nobody has missed yet', () => {
    test('is read again, and committed exactly once', async () => {
      await using database = newDatabase(server)
      await using wire = await makeWire(database.url)
      await using store = await openMongo({ ...database, url: wire.url })
      await store.commit([counter(1)])
      const atTheEnd = async (work: () => Promise<unknown>): Promise<unknown[]> => {
        const asked: Promise<unknown>[] = []
        hear = () => void asked.push(work())
        wire.cut()
        wire.mend()
        await until(() => asked.length > 0, 'a connection to end')
        hear = undefined
        return Promise.all(asked)
      }
      for (const row of await atTheEnd(() => store.get('queue_counters', id(1)))) assert.deepEqual(row, counter(1).after)
      for (const rows of await atTheEnd(() => store.find('queue_counters', {}))) assert.deepEqual(rows, [counter(1).after])
      let rows = 1
      for (const done of await atTheEnd(() => store.commit([counter(++rows)]))) assert.equal(done, true)
      assert.equal(await store.count('queue_counters', {}), rows)
    })

    // Which of a client's connections ends first is not known: the commit comes with the first, or with the second.
    for (const nth of [1, 2])
      test(`between a write and its commit: committed exactly once (${nth})`, async () => {
        await using database = newDatabase(server)
        await using wire = await makeWire(database.url)
        await using store = await openMongo(database)
        await using client = new MongoClient(wire.url)
        await client.connect()
        let cut = false
        const ended = async (): Promise<void> => {
          const { promise, resolve } = Promise.withResolvers<void>()
          let ends = 0
          hear = () => void (++ends === nth && resolve())
          cut = true
          wire.cut()
          wire.mend()
          await promise
          hear = undefined
        }
        const collections = (table: string): Collection<Stored> => {
          const collection = client.db(database.dbName).collection<Stored>(table)
          const write: typeof collection.bulkWrite = async (...args) => {
            const result = await collection.bulkWrite(...args)
            if (!cut) await ended()
            return result
          }
          return Object.assign(Object.create(collection) as typeof collection, { bulkWrite: write })
        }
        assert.equal(await committer(client, collections)([counter(1)]), true)
        assert.deepEqual(await store.find('queue_counters', {}), [counter(1).after])
      })
  })
