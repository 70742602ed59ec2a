import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { CallSession, DoctorQueueEntry, PatientSchedule, QueueEntry } from '@medconsult/contract'
import { QueryClient } from '@tanstack/react-query'
import { keys } from '../../server/keys.ts'
import { noteConfirmed, noteOver } from './known-calls.ts'

const call = (patch: Partial<CallSession> = {}) =>
  ({ id: 'call', scheduleId: 'day', status: 'INVITED', activatedAt: null, endReason: null, endedAt: null, ...patch }) as CallSession
const entry = (patch: Partial<DoctorQueueEntry> = {}) =>
  ({ id: 'entry', status: 'READY', isReady: true, callSessionId: 'call', ...patch }) as DoctorQueueEntry

/** A page that read everything while it rang. */
function ringing(own: DoctorQueueEntry = entry()) {
  const client = new QueryClient()
  const schedule = { id: 'day', queueEntry: own as QueueEntry } as PatientSchedule
  const other = entry({ id: 'other', callSessionId: 'another' })
  client.setQueryData(keys.queue('day'), { entries: [own, other], rev: 1 })
  client.setQueryData([...keys.queue('day'), 'next'], [own, other])
  client.setQueryData(keys.visit('day'), schedule)
  client.setQueryData(keys.browse, [schedule, { id: 'night', queueEntry: null }])
  client.setQueryData(keys.call('call'), call())
  client.setQueryData(keys.callStatus('call'), call())
  client.setQueryData(keys.invitation, { callSessionId: 'call' })
  const places = () => {
    const view = client.getQueryData<{ entries: DoctorQueueEntry[] }>(keys.queue('day'))
    const lists = [view?.entries ?? [], client.getQueryData<DoctorQueueEntry[]>([...keys.queue('day'), 'next']) ?? []]
    assert.deepEqual(
      lists.map(([, second]) => second),
      [other, other],
    )
    return [
      ...lists.map(([first]) => first),
      client.getQueryData<PatientSchedule>(keys.visit('day'))?.queueEntry,
      client.getQueryData<PatientSchedule[]>(keys.browse)?.[0]?.queueEntry,
    ].map((it) => [it?.status, it?.callSessionId].join(' '))
  }
  return { client, places }
}
const everywhere = (place: string): string[] => Array.from({ length: 4 }, () => place)

it('a confirmed call is updated in everything that was read while it rang, with both peer ids', () => {
  const { client, places } = ringing()
  const said = { status: 'CONFIRMED', doctorPeerId: 'd', patientPeerId: 'p' } as const
  noteConfirmed(client, { callSessionId: 'call', scheduleId: 'day', ...said })
  assert.deepEqual(places(), everywhere('IN_CALL call'))
  assert.deepEqual(client.getQueryData(keys.call('call')), call(said))
  assert.equal(client.getQueryData<CallSession>(keys.callStatus('call'))?.status, 'CONFIRMED')
  assert.equal(client.getQueryData(keys.invitation), null)
})

for (const [how, over, place] of [
  ['ended after it was active', { status: 'ENDED', activatedAt: 'then', endReason: 'DOCTOR' }, 'DONE '],
  ['ended before it was active', { status: 'ENDED', endReason: 'PATIENT' }, 'WAITING '],
  ['ended by a reset', { status: 'ENDED', activatedAt: 'then', endReason: 'RESET' }, 'WAITING '],
  ['ended with the practice', { status: 'ENDED', endReason: 'PRACTICE_ENDED' }, 'CLOSED '],
  ['declined', { status: 'DECLINED' }, 'WAITING '],
  ['expired', { status: 'EXPIRED' }, 'WAITING '],
  ['cancelled', { status: 'CANCELLED' }, 'READY '],
] as const) {
  it(`a call that was ${how} is no longer in any list`, () => {
    const { client, places } = ringing(entry({ status: over.status === 'ENDED' ? 'IN_CALL' : 'READY' }))
    noteOver(client, call(over))
    assert.deepEqual(places(), everywhere(place))
    assert.equal(client.getQueryState(keys.visit('day'))?.isInvalidated, true)
    assert.equal(client.getQueryData<CallSession>(keys.callStatus('call'))?.status, over.status)
  })
}

it('an ended call that is reported again later moves nobody who has moved on', () => {
  const { client, places } = ringing(entry({ callSessionId: 'the next call' }))
  noteOver(client, call({ status: 'ENDED', activatedAt: 'then' }))
  assert.deepEqual(places(), everywhere('READY the next call'))
})
