import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clinic } from './clinic.ts'
import * as say from './format.ts'
import { pageLanguage } from './language.ts'

const nine = '2026-11-23T08:00:00Z'
const zurich = { timeZone: 'Europe/Zurich', locale: 'en-GB', now: nine }
const later = (minutes: number, seconds = 0): number => Date.parse(nine) + minutes * 60_000 + seconds * 1000

test('times are the clinic’s, in the page’s language, and a range never breaks', () => {
  assert.equal(say.clockTime(nine, zurich), '09:00')
  assert.equal(say.exactTime(later(31, 8), zurich), '09:31:08')
  assert.equal(say.timesJoined('09:00', '12:00'), '09:00\u00A0–\u2060\u00A012:00')
  assert.equal(say.clockTime(nine), say.clockTime(nine, { timeZone: clinic.timeZone, locale: pageLanguage }))
  assert.match(say.clockTime(nine, { ...zurich, locale: 'en-US' }), /^09:00\sAM$/u)
})

test('dates are written out, in English without a comma after the weekday', () => {
  assert.equal(say.longDate(nine, zurich), 'Monday 23 November')
  assert.equal(say.shortDate(nine, zurich), 'Mon 23 Nov')
  assert.equal(say.dayAndMonth(nine, zurich), '23 November')
  assert.equal(say.longDate(nine, { ...zurich, locale: 'de-CH' }), 'Montag, 23. November')
})

test('a date in another year includes it', () => {
  const now = '2027-01-04T08:00:00Z'
  assert.equal(say.longDate(nine, { ...zurich, now }), 'Monday 23 November 2026')
  assert.equal(say.shortDate(nine, { ...zurich, now }), 'Mon 23 Nov 2026')
  assert.equal(say.dayAndMonth(nine, { ...zurich, now }), '23 November 2026')
  assert.equal(say.longDate('2026-12-31T23:30:00Z', zurich), 'Friday 1 January 2027', 'the year of the clinic’s clock')
})

test('days are counted by the zone’s calendar, even across a clock change', () => {
  assert.equal(say.daysAway('2026-11-22T23:30:00Z', nine, zurich), 0)
  assert.equal(say.daysAway('2026-10-26T00:30:00Z', '2026-10-24T10:00:00Z', zurich), 2)
})

test('the greeting follows the clinic’s hour', () => {
  assert.equal(say.greeting(nine, zurich), 'Good morning')
  assert.equal(say.greeting(later(180), zurich), 'Good afternoon')
  assert.equal(say.greeting(later(540), zurich), 'Good evening')
  assert.equal(say.greeting('2026-11-22T23:10:00Z', zurich), 'Good morning')
})

test('waiting is shown in minutes', () => {
  assert.equal(say.waited(nine, later(0, 59)), 'Just arrived')
  assert.equal(say.waited(nine, later(-5)), 'Just arrived')
  assert.equal(say.waited(nine, later(14)), 'Waited 14 min')
  assert.equal(say.waited(nine, later(60)), 'Waited 1 h')
  assert.equal(say.waited(nine, later(65)), 'Waited 1 h 5 min')
})

test('a call’s length is written in words', () => {
  assert.equal(say.duration(nine, later(0, 1)), '1 second')
  assert.equal(say.duration(nine, later(1)), '1 minute')
  assert.equal(say.duration(nine, later(12, 40)), '12 minutes')
  assert.equal(say.duration(nine, later(65)), '1 hour 5 minutes')
  assert.equal(say.duration(nine, later(120)), '2 hours')
})

test('the call clock has two digits for minutes and seconds', () => {
  assert.equal(say.callClock(0), '00:00')
  assert.equal(say.callClock(252.9), '04:12')
  assert.equal(say.callClock(3852), '1:04:12')
  assert.equal(say.callClock(-3), '00:00')
})

test('one is singular: person, minute, second', () => {
  assert.equal(say.peopleAhead(0), 'You are next')
  assert.equal(say.peopleAhead(1), '1 person ahead of you')
  assert.equal(say.peopleAhead(2), '2 people ahead of you')
  assert.equal(say.secondsLong(1), '1 second')
})
