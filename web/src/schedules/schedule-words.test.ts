import assert from 'node:assert/strict'
import test from 'node:test'
import { dateOf, dayAndTimesOf, dayWords, endMomentOf, endOf, isOver, nearDayOf, startOf, startWords, timesOf } from './schedule-words.ts'
import { clinic } from '../ui/words/clinic.ts'
import { instantOf } from './zone.ts'

const practice = { date: '2026-11-26', startTime: '09:00', endTime: '12:00' }
const at = (date: string, time: string) => instantOf(date, time, clinic.timeZone)

test('startWords: before, at and after the planned time, and when it is over', () => {
  assert.equal(startWords(practice, at('2026-11-26', '08:52')), 'Starts in 8 minutes. You can open it early.')
  assert.equal(startWords(practice, at('2026-11-26', '08:59')), 'Starts in 1 minute. You can open it early.')
  assert.match(startWords(practice, at('2026-11-26', '06:00')), /^Starts at 0?9:00.*You can open it early\.$/)
  assert.equal(startWords(practice, at('2026-11-26', '09:00')), 'It is time to open it.')
  assert.match(startWords(practice, at('2026-11-26', '09:20')), /^Planned to start at 0?9:00/)
  assert.equal(startWords(practice, at('2026-11-26', '12:00')), 'Its planned time is over. You can still open it.')
})

test('isOver: from the planned end on', () => {
  assert.equal(isOver(practice, at('2026-11-26', '11:59')), false)
  assert.equal(isOver(practice, at('2026-11-26', '12:00')), true)
  assert.equal(isOver(practice, at('2026-11-25', '23:00')), false)
})

test('nearDayOf: the days around today, and none farther away', () => {
  const days = ['2026-11-28', '2026-11-27', '2026-11-26', '2026-11-25', '2026-11-24', '2026-11-01']
  assert.deepEqual(
    days.map((day) => nearDayOf(practice, at(day, '23:30'))),
    [null, 'yesterday', 'today', 'tomorrow', null, null],
  )
})

test('dayWords: near days by name over their date, later ones by weekday', () => {
  assert.equal(dayWords(practice, at('2026-11-26', '08:00')).title, 'Today')
  assert.equal(dayWords(practice, at('2026-11-25', '23:30')).title, 'Tomorrow')
  assert.equal(dayWords(practice, at('2026-11-23', '08:00')).title, 'Thursday')
  assert.equal(dayWords(practice, at('2026-11-01', '08:00')).title, 'Thursday')
})

test('a plan is shown as written, even when the clocks change, and never with its end before its start', () => {
  const inTheGap = { date: '2027-03-28', startTime: '02:15', endTime: '03:00' }
  assert.equal(timesOf(inTheGap), '02:15\u00A0–\u2060\u00A003:00')
  assert(endOf(inTheGap) >= startOf(inTheGap))
  const atMidnight = { date: '2027-09-05', startTime: '00:00', endTime: '08:00' }
  assert.equal(dateOf(atMidnight, at('2027-09-01', '08:00')), 'Sunday 5 September')
  assert.equal(dayAndTimesOf(atMidnight, at('2027-09-05', '12:00')), 'Today, 00:00\u00A0–\u2060\u00A008:00')
  assert.equal(dayWords(atMidnight, at('2027-09-04', '12:00')).title, 'Tomorrow')
})

test('a day of another year says the year', () => {
  assert.equal(dateOf({ date: '2027-01-04' }, at('2026-12-31', '08:00')), 'Monday 4 January 2027')
  assert.equal(dateOf({ date: '2027-01-04' }, at('2027-01-01', '08:00')), 'Monday 4 January')
  assert.equal(dayWords({ ...practice, date: '2027-01-14' }, at('2026-12-31', '08:00')).detail, '14 January 2027')
})

test('an overnight practice is over on the next morning', () => {
  const night = { date: '2026-11-26', startTime: '22:00', endTime: '06:00' }
  assert.equal(isOver(night, at('2026-11-27', '05:59')), false)
  assert.equal(isOver(night, at('2026-11-27', '06:00')), true)
  assert.equal(endMomentOf(night, at('2026-11-27', '06:05')), '06:00')
})

test('endMomentOf: once it is over, with the day if that is not today', () => {
  assert.equal(endMomentOf(practice, at('2026-11-26', '11:59')), '12:00')
  assert.equal(endMomentOf(practice, at('2026-11-26', '12:05')), '12:00')
  assert.equal(endMomentOf(practice, at('2026-11-27', '00:05')), 'Thursday 26 November, 12:00')
})
