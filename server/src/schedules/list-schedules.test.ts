import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused } from '../test/harness.ts'
import { upcoming } from '../test/scenes.ts'

test('listSchedules: the doctor’s own, newest first, in pages', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const other = await upcoming(h)
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.unshift((await upcoming(h, doctor)).id)
  const list = async (query: { before?: string; limit?: number }) => (await doctor.run('listSchedules', { query })).map((it) => it.id)
  assert.deepEqual(await list({}), ids)
  assert.deepEqual(await list({ limit: 2 }), ids.slice(0, 2))
  assert.deepEqual(await list({ limit: 2, before: ids[1]! }), ids.slice(2, 4))
  assert.deepEqual(await list({ before: ids[4]! }), [])
  await refused(list({ before: other.id }), 'UNKNOWN_CURSOR')
  await refused(list({ before: h.newId() }), 'UNKNOWN_CURSOR')
})

test('listSchedules: 200 rows by default', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  for (let i = 0; i < 201; i++) await upcoming(h, doctor)
  assert.equal((await doctor.run('listSchedules')).length, 200)
})
