import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clinicDate, plannedEnd } from './clinic-time.ts'

const end = (date: string, startTime: string, endTime: string): string =>
  new Date(plannedEnd({ date, startTime, endTime }, 'Europe/Zurich')).toISOString()

test('a plan ends by the clinic’s clock, past midnight on the next day', () => {
  assert.equal(end('2026-12-02', '09:30', '12:00'), '2026-12-02T11:00:00.000Z')
  assert.equal(end('2026-12-02', '22:00', '06:00'), '2026-12-03T05:00:00.000Z')
})

test('a plan never ends before it starts, even in the hour skipped when the clocks go forward', () => {
  // 02:15 is skipped and becomes 03:15; 03:00 exists.
  assert.equal(end('2027-03-28', '02:15', '03:00'), '2027-03-28T01:15:00.000Z')
  assert.equal(end('2027-03-28', '01:00', '02:30'), '2027-03-28T01:30:00.000Z')
})

test('clinicDate: today in the clinic’s time zone, across clock changes', () => {
  const on = (now: string, timeZone: string) => clinicDate(new Date(now), timeZone)
  assert.equal(on('2026-03-28T22:59:59.999Z', 'Europe/Berlin'), '2026-03-28')
  assert.equal(on('2026-03-28T23:00:00.000Z', 'Europe/Berlin'), '2026-03-29')
  assert.equal(on('2026-03-29T21:59:59.999Z', 'Europe/Berlin'), '2026-03-29')
  assert.equal(on('2026-03-29T22:00:00.000Z', 'Europe/Berlin'), '2026-03-30')
})
