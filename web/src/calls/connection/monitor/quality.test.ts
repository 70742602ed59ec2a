import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nextPoints, pointsOf, qualityOf } from './quality.ts'

const none = { packets: 0, lost: 0, roundTripMs: null }

it('lost packets cost points', () => {
  assert.deepEqual([0, 2, 3, 5, 7, 10, 20].map(pointsOf), [100, 100, 70, 50, 30, 10, 0])
})

it('points drop at once and rise by two a second', () => {
  const bad = nextPoints(100, none, { packets: 90, lost: 10, roundTripMs: 40 }, 2)
  assert.equal(bad, 10)
  assert.equal(qualityOf(bad), 'poor')
  assert.equal(nextPoints(bad, none, { packets: 100, lost: 0, roundTripMs: 40 }, 2), 14)
})

it('a long round trip costs points, and silence changes nothing', () => {
  assert.equal(nextPoints(100, none, { packets: 100, lost: 0, roundTripMs: 800 }, 2), 70)
  assert.equal(nextPoints(55, none, none, 2), 55)
})
