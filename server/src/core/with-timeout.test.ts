import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTimeout } from './with-timeout.ts'

const never = new Promise<never>(() => undefined)

test('withTimeout: work that is done in time answers, or fails, as it does', async () => {
  assert.equal(await withTimeout(Promise.resolve('done'), 60_000, () => 'late'), 'done')
  await assert.rejects(
    withTimeout(Promise.reject(new Error('broken')), 60_000, () => 'late'),
    /broken/,
  )
})

test('withTimeout: work that takes longer is answered for, or refused', async () => {
  assert.equal(await withTimeout(never, 1, () => 'late'), 'late')
  await assert.rejects(
    withTimeout(never, 1, () => {
      throw new Error('late')
    }),
    /late/,
  )
})
