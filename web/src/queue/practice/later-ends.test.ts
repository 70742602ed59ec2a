import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule } from '@medconsult/contract'
import { clinic } from '../../ui/words/clinic.ts'
import { instantOf } from '../../schedules/zone.ts'
import { laterEnds } from './later-ends.ts'

const at = (date: string, time: string): number => instantOf(date, time, clinic.timeZone)
const practice = (startTime: string, endTime: string): Schedule => ({
  id: 'a',
  doctorId: 'd',
  date: '2026-11-23',
  startTime,
  endTime,
  status: 'ONLINE',
  endReason: null,
})

test('laterEnds: the next half hours, at least ten minutes away', () => {
  assert.deepEqual(laterEnds(practice('09:00', '16:00'), at('2026-11-23', '16:05')), ['16:30', '17:00', '17:30', '18:00', '18:30', '19:00'])
  assert.equal(laterEnds(practice('09:00', '16:00'), at('2026-11-23', '16:21'))[0], '17:00')
})

test('laterEnds: past midnight up to the longest plan, and none on another day', () => {
  assert.deepEqual(laterEnds(practice('18:00', '23:00'), at('2026-11-23', '23:25')).slice(0, 3), ['00:00', '00:30', '01:00'])
  assert.deepEqual(laterEnds(practice('09:00', '23:00'), at('2026-11-24', '00:05')), ['00:30', '01:00'])
  assert.deepEqual(laterEnds(practice('09:00', '16:00'), at('2026-11-24', '10:00')), [])
})
