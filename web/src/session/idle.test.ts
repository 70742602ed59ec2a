import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saidAfter } from './idle.ts'

test('saidAfter: two minutes before the end, or halfway where that is too soon', () => {
  assert.deepEqual([30, 5, 3, 2, 1].map(saidAfter), [28 * 60_000, 3 * 60_000, 90_000, 60_000, 30_000])
})
