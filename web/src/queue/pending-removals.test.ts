import assert from 'node:assert/strict'
import test from 'node:test'
import { makePendingRemovals, UNDO_MS } from './pending-removals.ts'

test('pending removals: the request is sent after 5 s, once, and not if it was undone', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const asked: string[] = []
  const failures: unknown[] = []
  const removals = makePendingRemovals(async (scheduleId, entryId, reason) => {
    asked.push(`${scheduleId} ${entryId} ${reason}`)
    if (entryId === 'broken') throw new Error('away')
  })
  const listener = { done: async () => undefined, failed: (error: unknown): void => void failures.push(error) }
  removals.remove('s', 'here', 'NOT_HERE', listener)
  removals.remove('s', 'here', 'NOT_HERE', listener)
  removals.remove('s', 'gone', 'NOT_HERE', listener)
  removals.remove('s', 'broken', 'ABUSE', listener)
  assert.deepEqual([...removals.get().keys()], ['here', 'gone', 'broken'])
  t.mock.timers.tick(UNDO_MS - 1)
  removals.undo('here')
  assert.deepEqual(asked, [])
  t.mock.timers.tick(1)
  assert.deepEqual(asked, ['s gone NOT_HERE', 's broken ABUSE'])
  await new Promise((done) => setImmediate(done))
  assert.deepEqual([...removals.get().keys()], [])
  assert.equal(failures.length, 1)
})
