import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule } from '@medconsult/contract'
import { clinic } from '../../ui/words/clinic.ts'
import { instantOf } from '../zone.ts'
import { planQuestions } from './plan-questions.ts'

const now = instantOf('2026-11-23', '08:00', clinic.timeZone)
const plan = { date: '2026-11-24', startTime: '09:00', endTime: '12:00' }
const other = (more: Partial<Schedule> = {}): Schedule => ({
  id: 'a',
  doctorId: 'd',
  ...plan,
  status: 'UPCOMING',
  endReason: null,
  ...more,
})

test('planQuestions: no question about an ordinary plan, or one next to another', () => {
  assert.deepEqual(planQuestions(plan, [], now), [])
  assert.deepEqual(planQuestions(plan, [other({ startTime: '12:00', endTime: '13:00' }), other({ date: '2026-11-25' })], now), [])
  assert.deepEqual(planQuestions(plan, [other({ status: 'CANCELLED' }), other({ status: 'COMPLETED' })], now), [])
})

test('planQuestions: a duplicate, and an overlap, even over midnight', () => {
  assert.match(planQuestions(plan, [other()], now).join(), /^This practice is already planned\./)
  const night = { startTime: '22:00', endTime: '10:00', date: '2026-11-23' }
  assert.match(planQuestions(plan, [other(night)], now).join(), /^It overlaps with another of your practices: Today, 22:00/)
})

test('planQuestions: a length of one minute, and a distant year', () => {
  assert.deepEqual(planQuestions({ ...plan, endTime: '09:01' }, [], now), ['It lasts only 1 minute.'])
  assert.deepEqual(planQuestions({ ...plan, date: '2062-11-24' }, [], now), ['It is more than a year away: Friday 24 November 2062.'])
  assert.deepEqual(planQuestions({ ...plan, date: '2027-11-23' }, [], now), [])
})

test('planQuestions: an end that has passed today, but not one still to come', () => {
  const today = { ...plan, date: '2026-11-23' }
  const over = planQuestions({ ...today, startTime: '06:00', endTime: '07:30' }, [], now)
  assert.match(over.join(), /^Its planned time is already over: Today, 06:00.*07:30\.$/)
  assert.deepEqual(planQuestions({ ...today, startTime: '06:00', endTime: '08:30' }, [], now), [])
  assert.deepEqual(planQuestions({ ...today, startTime: '22:00', endTime: '07:30' }, [], now), [], 'over midnight')
})
