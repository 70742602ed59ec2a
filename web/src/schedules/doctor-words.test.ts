import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awaySince, doctorStateOf, nextWords, openOrBusyWords, openWords, readyWords } from './doctor-words.ts'
import { clinic } from '../ui/words/clinic.ts'
import { instantOf } from './zone.ts'

const at = (date: string, time: string): number => instantOf(date, time, clinic.timeZone)
const since = new Date(at('2026-11-26', '15:40')).toISOString()
const now = at('2026-11-26', '16:05')

test('doctorStateOf: in order of precedence: server unreachable, doctor away, with a patient, available', () => {
  const away = { doctorBusy: true, doctorAwaySince: since }
  assert.equal(doctorStateOf(away, false), 'unknown')
  assert.equal(doctorStateOf(away, true), 'away')
  assert.equal(doctorStateOf({ doctorBusy: true, doctorAwaySince: null }, true), 'busy')
  assert.equal(doctorStateOf({ doctorBusy: false, doctorAwaySince: null }, true), 'available')
})

test('awaySince: by the clinic’s clock, with the day if it is not today', () => {
  assert.equal(awaySince(since, now), 'away since 15:40')
  assert.equal(awaySince(since, at('2026-11-27', '00:05')), 'away since Thu 26 Nov, 15:40')
})

test('openWords: the end of the hours does not read as the end of an absence', () => {
  const hours = { date: '2026-11-26', startTime: '09:00', endTime: '16:00', doctorAwaySince: since }
  const before = at('2026-11-26', '15:45')
  assert.equal(openWords(hours, 'available', before), 'Open until 16:00')
  assert.equal(openWords(hours, 'away', before), 'Away since 15:40 · open until 16:00')
  assert.equal(openWords(hours, 'away', now), 'Away since 15:40 · planned until 16:00, still open')
  assert.equal(openWords(hours, 'busy', now), 'Planned until 16:00, still open')
  assert.equal(openWords(hours, 'available', at('2026-11-27', '00:05')), 'Planned until Thursday 26 November, 16:00, still open')
  assert.equal(openOrBusyWords(hours, 'busy', before), 'Open until 16:00, with a patient')
  assert.equal(openOrBusyWords(hours, 'busy', now), 'Planned until 16:00, still open, with a patient')
  assert.equal(openOrBusyWords(hours, 'away', before), 'Away since 15:40 · open until 16:00')
})

test('nextWords: near days by name, within a week the weekday, else the date', () => {
  const next = (date: string) => nextWords({ scheduleId: 's', date, startTime: '14:00' }, now)
  assert.deepEqual(['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-07'].map(next), [
    'Next: today, 14:00',
    'Next: tomorrow, 14:00',
    'Next: Monday, 14:00',
    'Next: Monday 7 December, 14:00',
  ])
})

test('readyWords: says that the doctor can call only while that is known', () => {
  assert.equal(readyWords('Dr. Quinn', 'available', null, now), 'Dr. Quinn can call you now. Keep this page open.')
  assert.equal(readyWords('Dr. Quinn', 'busy', null, now), 'Dr. Quinn is with a patient and can call you after that. Keep this page open.')
  assert.equal(
    readyWords('Dr. Quinn', 'away', since, now),
    'Dr. Quinn has been away since 15:40. You keep your place. Keep this page open.',
  )
  assert.equal(readyWords('Dr. Quinn', 'away', null, now), 'Dr. Quinn is away. You keep your place. Keep this page open.')
  assert.equal(
    readyWords('Dr. Quinn', 'unknown', since, now),
    'We cannot reach the clinic. You keep your place, but you cannot be called until the connection is back.',
  )
})
