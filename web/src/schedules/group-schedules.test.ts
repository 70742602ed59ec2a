import type { Schedule } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { clinic } from '../ui/words/clinic.ts'
import { instantOf } from './zone.ts'
import { groupSchedules, openingLater } from './group-schedules.ts'

const at = (id: string, date: string, startTime: string, status: Schedule['status'] = 'UPCOMING'): Schedule => ({
  id,
  doctorId: 'd',
  date,
  startTime,
  endTime: '23:00',
  status,
  endReason: null,
})

const ids = (list: readonly Schedule[]) => list.map((it) => it.id)

test('groupSchedules: planned ones soonest first, missed ones as not opened, finished ones newest first', () => {
  const groups = groupSchedules(
    [
      at('later', '2026-11-30', '09:00'),
      at('tomorrow', '2026-11-24', '14:00'),
      at('afternoon', '2026-11-23', '14:00'),
      at('morning', '2026-11-23', '09:00'),
      { ...at('over', '2026-11-23', '07:00'), endTime: '08:00' },
      { ...at('night', '2026-11-22', '23:30'), endTime: '12:00' },
      at('open', '2026-11-22', '09:00', 'ONLINE'),
      at('missed', '2026-11-20', '09:00'),
      at('cancelled', '2026-11-25', '09:00', 'CANCELLED'),
      at('old', '2026-11-18', '09:00', 'COMPLETED'),
      at('newer', '2026-11-19', '09:00', 'COMPLETED'),
    ],
    instantOf('2026-11-23', '08:30', clinic.timeZone),
  )
  assert.equal(groups.open?.id, 'open')
  assert.deepEqual(ids(groups.planned), ['night', 'morning', 'afternoon', 'tomorrow', 'later'])
  assert.deepEqual(ids(groups.notOpened), ['cancelled', 'over', 'missed'])
  assert.deepEqual(ids(groups.finished), ['newer', 'old'])
})

test('openingLater: planned schedules whose time is not over, in the given order', () => {
  const now = instantOf('2026-11-23', '23:00', clinic.timeZone)
  const list = [
    at('over', '2026-11-23', '09:00'),
    at('open', '2026-11-24', '09:00', 'ONLINE'),
    at('b', '2026-11-25', '09:00'),
    at('a', '2026-11-24', '09:00'),
  ]
  assert.deepEqual(ids(openingLater(list, now)), ['b', 'a'])
  assert.deepEqual(ids(openingLater(list, now - 60_000)), ['over', 'b', 'a'])
})
