import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRowCache } from './row-cache.ts'
import { openSqlite } from '../sqlite/sqlite.ts'
import { samples } from '../contract/samples.ts'
import { update } from '../store.ts'

test('the oldest row is evicted', () => {
  const memory = makeRowCache(2)
  memory.keep('users', 'a', null)
  memory.keep('users', 'b', null)
  memory.keep('users', 'c', null)
  assert.deepEqual([memory.get('users', 'a'), memory.get('users', 'b'), memory.get('users', 'c')], [undefined, null, null])
})

test('a row reads as stored after each change and removal, and no reader can change it', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const inserted = samples.reminder(1)
  const { id } = inserted.after
  const read = async () => (await store.get('reminders', id))?.patientId ?? null

  assert.equal(await read(), null)
  await store.commit([inserted])
  assert.equal(await read(), 'patient 1')
  const shared = (await store.get('reminders', id))!
  assert.throws(() => Object.assign(shared, { patientId: 'other' }), TypeError)

  const before = (await store.get('reminders', id))!
  await store.commit([update('reminders', before, { patientId: 'other' })])
  assert.equal(await read(), 'other')
  assert.equal(await store.commit([update('reminders', before, { patientId: 'third' })]), false)
  assert.equal(await read(), 'other')
  await store.prune('reminders', { patientId: 'other' }, 10)
  assert.equal(await read(), null)
})

test('rows found by id are each returned once, in their current state', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const [one, two] = [samples.reminder(1), samples.reminder(2)]
  await store.commit([one])
  const found = async () => (await store.find('reminders', { id: { in: [one.after.id, two.after.id, one.after.id] } })).map((row) => row.id)
  assert.deepEqual(await found(), [one.after.id])
  await store.commit([two])
  assert.deepEqual(await found(), [one.after.id, two.after.id])
})

test('a list is the same whether its rows are cached, partly cached or too many to be read by id', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const reminders = Array.from({ length: 300 }, (_, n) => samples.reminder(n + 1))
  await store.commit(reminders)
  const ids = reminders.map(({ after }) => after.id).toSorted()
  const { scheduleId } = reminders[0]!.after
  const page = async (limit?: number) =>
    (await store.find('reminders', { scheduleId }, { by: 'id', order: 'asc', ...(limit !== undefined && { limit }) })).map(({ id }) => id)
  await store.get('reminders', ids[1]!)
  for (const length of [2, 256, 257, 300]) assert.deepEqual(await page(length), ids.slice(0, length))
  assert.deepEqual(await page(), ids)
  await store.prune('reminders', { scheduleId }, 44)
  const left = await store.find('reminders', { scheduleId })
  assert.deepEqual([left.length, (await page()).length], [256, 256])
})
