import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MongoClient } from 'mongodb'
import { openMongo } from './mongo/mongo.ts'
import { testStores } from '../test/stores.ts'
import { copyStore, CopyRefused } from './copy-store.ts'
import type { Table } from './row-types.ts'
import { samples } from './contract/samples.ts'
import { insert, StoreAway, update, type Write, type Store } from './store.ts'
import { tables } from './table-specs.ts'

const { audit, call, counter, entry, login, reminder, schedule, user, id } = samples

/** Rows of every table; of some, more than a batch. */
const rows: readonly Write[] = [
  user(1),
  login(1),
  schedule(1),
  ...Array.from({ length: 450 }, (_, n) => entry(n + 1, { status: 'DONE', callSessionId: n % 2 ? null : 'call' })),
  entry(451, {
    status: 'LEFT',
    lastCall: { status: 'DECLINED', at: '2026-01-01T00:00:00.000Z', calledAt: '2026-01-01T00:00:00.000Z', activatedAt: null },
    media: 'SOUND',
    leftReason: 'REMOVED',
  }),
  counter(1),
  call(1, { endReason: 'RESET' }),
  ...Array.from({ length: 230 }, (_, n) => audit(n + 1, { metadata: { from: null, to: `é😀 ${n}`, n } })),
  reminder(1),
  insert('known_places', { id: id(1), at: '2026-01-01T00:00:00.000Z' }),
  insert('call_switches', { id: id(1), callSessionId: 'call', microphone: false, camera: true, at: '2026-01-01T00:00:00.000Z' }),
  ...samples.door(1),
]
assert.deepEqual(new Set(rows.map(({ table }) => table)), new Set(Object.keys(tables)))

const everything = async (store: Store): Promise<unknown> =>
  Object.fromEntries(
    await Promise.all(
      (Object.keys(tables) as Table[]).map(
        async (table) => [table, await store.find(table, {}, { by: 'id', order: 'asc', limit: 10_000 })] as const,
      ),
    ),
  )

/** `source` with all its rows, one of them changed twice, and `target` with none. */
async function filled(source: Store): Promise<void> {
  assert(await source.commit(rows))
  const { after } = counter(1)
  const second = update('queue_counters', after, { rev: 1 })
  assert(await source.commit([second, update('queue_counters', second.after, { rev: 2 })]))
}

/** A store that goes away after this many commits. */
function failing(store: Store, commits: number): Store {
  let left = commits
  return { ...store, commit: (changes) => (left-- > 0 ? store.commit(changes) : Promise.reject(new StoreAway('away'))) }
}

const stores = await testStores()
for (const from of stores)
  for (const to of stores) {
    const way = `from ${from.name} to ${to.name}`

    test(`copy: every row unchanged, ${way}`, async () => {
      await using source = await from.open()
      await using target = await to.open()
      await filled(source)
      assert.deepEqual(await copyStore(source, target), { rows: rows.length, auditRows: 230 })
      assert.deepEqual(await everything(target), await everything(source))
      assert.equal((await target.get('queue_counters', id(1)))?.version, 3)
      assert.equal(await target.commit([user(2, { email: 'PERSON1@example.org' })]), false, 'unique keys come along')
    })

    test(`copy: continues where it was interrupted, ${way}`, async () => {
      await using source = await from.open()
      await using target = await to.open()
      await filled(source)
      for (const commits of [0, 2, 3]) await assert.rejects(copyStore(source, failing(target, commits)), StoreAway)
      assert.notDeepEqual(await everything(target), await everything(source))
      await copyStore(source, target)
      assert.deepEqual(await everything(target), await everything(source))
      assert.deepEqual(await copyStore(source, target), { rows: rows.length, auditRows: 230 })
    })
  }

for (const { name, environment } of stores)
  if (name === 'MongoDB')
    test('copy: waits for rows that a killed copy still locks', async () => {
      await using source = await stores[0]!.open()
      await filled(source)
      await using place = environment()
      const [url, dbName] = [place.env['MONGO_URL']!, place.env['DB_NAME']!]
      await using target = await openMongo({ url, dbName })
      await using client = new MongoClient(url)
      await using held = client.startSession()
      held.startTransaction()
      await client.db(dbName).collection<{ _id: string }>('users').insertOne({ _id: rows[0]!.after.id }, { session: held })
      const commit: Store['commit'] = async (changes) => {
        try {
          return await target.commit(changes)
        } catch (error) {
          if (held.inTransaction()) await held.abortTransaction()
          throw error
        }
      }
      assert.deepEqual(await copyStore(source, { ...target, commit }, 60_000), { rows: rows.length, auditRows: 230 })
      assert(!held.inTransaction(), 'it was held up')
    })

test('copy: is refused if a row differs, is superfluous, or appears during the copy', async () => {
  const { open } = stores[0]!
  const strange: readonly Write[] = [audit(230, { actionType: 'CALL_ENDED' }), audit(999), counter(5)]
  for (const change of strange) {
    await using source = await open()
    await using target = await open()
    await filled(source)
    await target.commit([change])
    await assert.rejects(copyStore(source, target), new RegExp(`differ in ${change.table}`))
  }
  await using source = await open()
  await using target = await open()
  await filled(source)
  const busy: Store = {
    ...source,
    async find(table, where, page) {
      if (table === 'reminders') await source.commit([audit(1000)])
      return source.find(table, where, page)
    },
  }
  await assert.rejects(copyStore(busy, target), CopyRefused)
})
