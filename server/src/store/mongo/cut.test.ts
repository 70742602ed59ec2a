import assert from 'node:assert/strict'
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { describe, test } from 'node:test'
import { MongoClient, type Collection } from 'mongodb'
import { newDatabase } from '../../../../testing/mongo-server.ts'
import { startMongoProxy } from '../../../../testing/mongo-proxy.ts'
import { startTcpProxy } from '../../../../testing/tcp-proxy.ts'
import { until } from '../../../../testing/until.ts'
import { testMongo } from '../../test/stores.ts'
import { committer } from './commit.ts'
import type { Stored } from './schema.ts'
import { openMongo } from './mongo.ts'
import { samples } from '../contract/samples.ts'
import { StoreAway } from '../store.ts'

const { counter, id } = samples

/** Runs when a connection of this process ends, which then still accepts commands and fails them with a system error, not one of the driver's. */
let onEnd: (() => void) | undefined
subscribe('net.client.socket', (message) => (message as { socket: Socket }).socket.once('end', () => onEnd?.()))

const server = await testMongo()
if (server !== null)
  test('MongoDB: while the server does not answer, reads and commits fail as StoreAway; the store recovers on its own', async () => {
    await using database = newDatabase(server)
    await using proxy = await startTcpProxy(Number(/:(\d+)/.exec(database.url.slice('mongodb://'.length))![1]))
    // Without a limit of ours the driver would wait forever.
    const url = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true&socketTimeoutMS=0`
    await using store = await openMongo({ ...database, url })
    await store.commit([counter(1)])
    proxy.silence()
    const works = [() => store.get('queue_counters', id(1)), () => store.find('queue_counters', {}), () => store.commit([counter(2)])]
    await Promise.all(works.map((work) => assert.rejects(work(), StoreAway)))
    proxy.restore()
    await until(async () => (await store.get('queue_counters', id(1)).catch(() => null)) !== null, 'the store to be back')
  })

if (server !== null)
  describe('MongoDB: a connection that the server has closed unnoticed', () => {
    test('reads are retried and a commit is applied exactly once', async () => {
      await using database = newDatabase(server)
      await using proxy = await startMongoProxy(database.url)
      await using store = await openMongo({ ...database, url: proxy.url })
      await store.commit([counter(1)])
      const atTheEnd = async (work: () => Promise<unknown>): Promise<unknown[]> => {
        const asked: Promise<unknown>[] = []
        onEnd = () => void asked.push(work())
        proxy.cut()
        proxy.restore()
        await until(() => asked.length > 0, 'a connection to end')
        onEnd = undefined
        return Promise.all(asked)
      }
      for (const row of await atTheEnd(() => store.get('queue_counters', id(1)))) assert.deepEqual(row, counter(1).after)
      for (const rows of await atTheEnd(() => store.find('queue_counters', {}))) assert.deepEqual(rows, [counter(1).after])
      let rows = 1
      for (const done of await atTheEnd(() => store.commit([counter(++rows)]))) assert.equal(done, true)
      assert.equal(await store.count('queue_counters', {}), rows)
    })

    // The order in which a client's connections end is not defined, so commit after the first or after the second.
    for (const nth of [1, 2])
      test(`a connection closed between a write and its commit: committed exactly once (${nth})`, async () => {
        await using database = newDatabase(server)
        await using proxy = await startMongoProxy(database.url)
        await using store = await openMongo(database)
        await using client = new MongoClient(proxy.url)
        await client.connect()
        let cut = false
        const ended = async (): Promise<void> => {
          const { promise, resolve } = Promise.withResolvers<void>()
          let ends = 0
          onEnd = () => void (++ends === nth && resolve())
          cut = true
          proxy.cut()
          proxy.restore()
          await promise
          onEnd = undefined
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
        assert.equal(await committer(client, collections, 2000)([counter(1)]), true)
        assert.deepEqual(await store.find('queue_counters', {}), [counter(1).after])
      })
  })
