import assert from 'node:assert/strict'
import test from 'node:test'
import type { PatientSchedule, QueueEntry } from '@medconsult/contract'
import { QueryClient } from '@tanstack/react-query'
import { keys } from '../../server/keys.ts'
import { ownPlaces } from '../../schedules/patient-schedules.ts'
import { lastAsk } from './last-ask.ts'

const place = (id: string, remindedAt: string | null, status: QueueEntry['status'] = 'WAITING') =>
  ({ id, status: 'ONLINE', doctorName: `Dr. ${id}`, queueEntry: { status, remindedAt } as QueueEntry }) as PatientSchedule

test('lastAsk: the newest request to get ready among all places, while the patient waits', () => {
  const early = place('Early', '2026-11-23T09:00:00.000Z')
  const late = place('Late', '2026-11-23T09:05:00.000Z')
  assert.deepEqual(lastAsk([place('None', null), late, early]), { doctorName: 'Dr. Late', at: '2026-11-23T09:05:00.000Z' })
  assert.equal(lastAsk([place('Late', '2026-11-23T09:05:00.000Z', 'READY'), early])?.doctorName, 'Dr. Early')
  assert.equal(
    lastAsk([
      { ...early, queueEntry: null },
      { ...late, status: 'COMPLETED' },
    ]),
    null,
  )
})

test('ownPlaces: the newest read of a place counts, so that an older list does not remind somebody who is ready', () => {
  const client = new QueryClient()
  const list = [place('day', '2026-11-23T09:00:00.000Z'), { ...place('night', null), queueEntry: null }]
  assert.deepEqual(ownPlaces(client, list, 1000), [list[0]])
  client.setQueryData(keys.visit('day'), place('day', '2026-11-23T09:00:00.000Z', 'READY'), { updatedAt: 2000 })
  assert.equal(lastAsk(ownPlaces(client, list, 1000)), null)
  assert.equal(lastAsk(ownPlaces(client, list, 3000))?.doctorName, 'Dr. day')
})
