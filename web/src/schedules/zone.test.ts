import assert from 'node:assert/strict'
import test from 'node:test'
import { dayIn, instantOf, sameWallClock, zoneName, timeIn } from './zone.ts'

test('instantOf: the clinic’s wall clock in winter, in summer and across the change of the clocks', () => {
  assert.equal(new Date(instantOf('2026-11-23', '09:00', 'Europe/Zurich')).toISOString(), '2026-11-23T08:00:00.000Z')
  assert.equal(new Date(instantOf('2026-07-01', '09:00', 'Europe/Zurich')).toISOString(), '2026-07-01T07:00:00.000Z')
  assert.equal(new Date(instantOf('2026-03-29', '03:30', 'Europe/Zurich')).toISOString(), '2026-03-29T01:30:00.000Z')
  assert.equal(new Date(instantOf('2026-11-23', '09:00', 'Pacific/Auckland')).toISOString(), '2026-11-22T20:00:00.000Z')
})

test('dayIn: the day of the zone, not of UTC', () => {
  const instant = Date.parse('2026-11-22T20:00:00Z')
  assert.equal(dayIn(instant, 'Pacific/Auckland'), '2026-11-23')
  assert.equal(dayIn(instant, 'America/New_York'), '2026-11-22')
})

test('zoneName and sameWallClock', () => {
  assert.equal(zoneName('America/Argentina/Buenos_Aires'), 'Buenos Aires')
  assert.equal(zoneName('UTC'), 'UTC')
  assert.equal(sameWallClock('Europe/Zurich', 'Europe/Berlin', 0), true)
  assert.equal(sameWallClock('Europe/Zurich', 'Europe/London', 0), true, 'both were at +1 in 1970')
  assert.equal(sameWallClock('Europe/Zurich', 'Europe/London', Date.parse('2026-11-23T08:00:00Z')), false)
})

test('the time of a zone’s wall clock', () => {
  assert.equal(timeIn(Date.parse('2026-07-01T10:05:00Z'), 'Europe/Zurich'), '12:05')
  assert.equal(timeIn(Date.parse('2026-12-01T23:05:00Z'), 'Europe/Zurich'), '00:05')
})
