import assert from 'node:assert/strict'
import test from 'node:test'
import { dayWords, isOver, startWords } from './schedule-words.ts'
import { clinic } from './ui/clinic.ts'
import { instantOf } from './zone.ts'

const practice = { date: '2026-11-26', startTime: '09:00', endTime: '12:00' }
const at = (date: string, time: string) => instantOf(date, time, clinic.timeZone)

test('startWords: before, at, after the planned time and when it is over', () => {
  assert.equal(startWords(practice, at('2026-11-26', '08:52')), 'Starts in 8 minutes. You can open it early.')
  assert.match(startWords(practice, at('2026-11-26', '06:00')), /^Starts at 0?9:00.*You can open it early\.$/)
  assert.equal(startWords(practice, at('2026-11-26', '09:00')), 'It is time to open it.')
  assert.match(startWords(practice, at('2026-11-26', '09:20')), /^Planned to start at 0?9:00/)
  assert.equal(startWords(practice, at('2026-11-26', '12:00')), 'Its time is over. You can still open it.')
})

test('isOver: from the planned end on', () => {
  assert.equal(isOver(practice, at('2026-11-26', '11:59')), false)
  assert.equal(isOver(practice, at('2026-11-26', '12:00')), true)
  assert.equal(isOver(practice, at('2026-11-25', '23:00')), false)
})

test('dayWords: the near days by name over their date, later ones by weekday', () => {
  assert.equal(dayWords(practice, at('2026-11-26', '08:00')).title, 'Today')
  assert.equal(dayWords(practice, at('2026-11-25', '23:30')).title, 'Tomorrow')
  assert.equal(dayWords(practice, at('2026-11-23', '08:00')).title, 'Thursday')
  assert.equal(dayWords(practice, at('2026-11-01', '08:00')).title, 'Thursday')
})
