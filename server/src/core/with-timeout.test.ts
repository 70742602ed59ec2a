import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTimeout } from './with-timeout.ts'

const never = new Promise<never>(() => undefined)

test('withTimeout: passes on the result or error of work that finishes in time', async () => {
  assert.equal(await withTimeout(Promise.resolve('done'), 60_000, () => 'late'), 'done')
  await assert.rejects(
    withTimeout(Promise.reject(new Error('broken')), 60_000, () => 'late'),
    /broken/,
  )
})

test('withTimeout: late work is replaced by the fallback’s result or error', async () => {
  assert.equal(await withTimeout(never, 1, () => 'late'), 'late')
  await assert.rejects(
    withTimeout(never, 1, () => {
      throw new Error('late')
    }),
    /late/,
  )
})
