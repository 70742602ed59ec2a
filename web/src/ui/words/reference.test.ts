import assert from 'node:assert/strict'
import { test } from 'node:test'
import { referenceAt, referenceOf } from './reference.ts'

test('a reference is short enough to be read out: of a row the end of its id, of an outage when it began', () => {
  assert.equal(referenceOf('01935f2a-6c1e-7a3b-9f20-4f1d2c3b8a9e'), '2C3B-8A9E')
  assert.equal(referenceAt(Date.UTC(2026, 10, 29, 18, 5, 7)), '11-29-180507')
})
