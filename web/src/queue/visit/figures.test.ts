import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proportional } from './figures.ts'

const width = (number: number): number => proportional(number).reduce((sum, { left, right }) => sum + left + right, 0)

test('figures are proportional: a one is narrower than an eight, and only round figures keep their width', () => {
  assert.deepEqual(
    proportional(107).map(({ figure }) => figure),
    ['1', '0', '7'],
  )
  assert.ok(width(11) < -0.3)
  assert.ok(width(11) < width(13) && width(13) < width(48))
  assert.ok(Math.abs(width(60)) < 0.06)
})
