import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRowCache } from './row-cache.ts'
import { openSqlite } from '../sqlite/sqlite.ts'
import { samples } from '../contract/samples.ts'
import { update } from '../store.ts'

test('the oldest row makes room', () => {
  const memory = makeRowCache(2)
  memory.keep('users', 'a', null)
  memory.keep('users', 'b', null)
  memory.keep('users', 'c', null)
  assert.deepEqual([memory.get('users', 'a'), memory.get('users', 'b'), memory.get('users', 'c')], [undefined, null, null])
})

test('a row reads as it is after each change and each removal, and none of its readers can change it', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const inserted = samples.presence(1)
  const { id } = inserted.after
  const read = async () => (await store.get('presences', id))?.kind ?? null

  assert.equal(await read(), null)
  await store.commit([inserted])
  assert.equal(await read(), 'SOCKET')
  const shared = (await store.get('presences', id))!
  assert.throws(() => Object.assign(shared, { kind: 'GONE' }), TypeError)

  const before = (await store.get('presences', id))!
  await store.commit([update('presences', before, { kind: 'GONE' })])
  assert.equal(await read(), 'GONE')
  assert.equal(await store.commit([update('presences', before, { kind: 'REQUEST' })]), false)
  assert.equal(await read(), 'GONE')
  await store.prune('presences', { kind: 'GONE' }, 10)
  assert.equal(await read(), null)
})

test('rows found by their ids are each found once, in whatever state they are now', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const [one, two] = [samples.presence(1), samples.presence(2)]
  await store.commit([one])
  const found = async () => (await store.find('presences', { id: { in: [one.after.id, two.after.id, one.after.id] } })).map((row) => row.id)
  assert.deepEqual(await found(), [one.after.id])
  await store.commit([two])
  assert.deepEqual(await found(), [one.after.id, two.after.id])
})

test('a list is the same whether its rows are known, half known or too many to be asked for by their ids', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const presences = Array.from({ length: 300 }, (_, n) => samples.presence(n + 1))
  await store.commit(presences)
  const ids = presences.map(({ after }) => after.id).toSorted()
  const { kind } = presences[0]!.after
  const page = async (limit?: number) =>
    (await store.find('presences', { kind }, { by: 'id', order: 'asc', ...(limit !== undefined && { limit }) })).map(({ id }) => id)
  await store.get('presences', ids[1]!)
  for (const length of [2, 256, 257, 300]) assert.deepEqual(await page(length), ids.slice(0, length))
  assert.deepEqual(await page(), ids)
  await store.prune('presences', { kind }, 44)
  const left = await store.find('presences', { kind })
  assert.deepEqual([left.length, (await page()).length], [256, 256])
})
