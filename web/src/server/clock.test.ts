import assert from 'node:assert/strict'
import test from 'node:test'
import { clockOffset } from './clock.ts'

const now = Date.parse('2026-11-23T09:30:00.700Z')

test('clockOffset: a clock within two seconds of the server counts as right', () => {
  assert.equal(clockOffset('Mon, 23 Nov 2026 09:30:00 GMT', now), 0)
  assert.equal(clockOffset('Mon, 23 Nov 2026 09:30:02 GMT', now), 0)
})

test('clockOffset: a clock an hour behind is recognised, and null without a header', () => {
  assert.equal(clockOffset('Mon, 23 Nov 2026 10:30:00 GMT', now), 3_600_000 - 200)
  assert.equal(clockOffset(null, now), null)
  assert.equal(clockOffset('soon', now), null)
})
