import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  callMachine,
  CallStatus,
  entryMachine,
  EntryStatus,
  step,
  type CallAction,
  type EntryAction,
  type Step,
} from '@medconsult/contract'
import { afterOf, closeCall, closeEntries, effectiveEntry, isOverdue, moveEntry, stepCall, type Place } from './consultation.ts'
import type { CallSessionRow, QueueEntryRow } from '../store/row-types.ts'

const now = new Date('2026-03-02T09:00:00.000Z')
const place = (status: EntryStatus, callSessionId: string | null = null): Place => ({
  entry: {
    id: 'entry',
    version: 3,
    scheduleId: 'schedule',
    doctorId: 'doctor',
    patientId: 'patient',
    patientName: 'Ben',
    queueNumber: 4,
    status,
    isReady: status === 'READY' || status === 'IN_CALL',
    joinedAt: now.toISOString(),
    callSessionId,
    lastCall: null,
    media: status === 'READY' || status === 'IN_CALL' ? 'SOUND' : null,
    askedAgainAt: null,
    leftReason: null,
    remindedAt: null,
    about: null,
    rev: 6,
  },
  counter: { id: 'schedule', version: 9, lastNumber: 7, rev: 11, inQueue: 5 },
})
const call = (status: CallStatus, patch: Partial<CallSessionRow> = {}): CallSessionRow => ({
  id: 'call',
  version: 2,
  scheduleId: 'schedule',
  doctorId: 'doctor',
  patientId: 'patient',
  queueEntryId: 'entry',
  doctorName: 'Ada',
  patientName: 'Ben',
  status,
  createdAt: now.toISOString(),
  expiresAt: '2026-03-02T09:01:00.000Z',
  confirmedAt: null,
  activatedAt: status === 'ACTIVE' ? now.toISOString() : null,
  endedAt: null,
  endReason: null,
  doctorPeerId: 'd',
  patientPeerId: 'p',
  ...patch,
})

const moves = (it: Step<string>): boolean => it.ok && it.changed

test('moveEntry: every allowed move increments `rev` once and keeps `inQueue`', () => {
  for (const action of Object.keys(entryMachine) as EntryAction[])
    for (const status of EntryStatus.options)
      for (const by of entryMachine[action].by) {
        const here = place(status, 'call')
        if (!moves(step<EntryStatus, EntryAction>(entryMachine, status, action, by))) {
          assert.throws(() => moveEntry(here, action, by), /cannot/, `${status} ${action} ${by}`)
          continue
        }
        const changes = moveEntry(here, action, by, { callSessionId: 'call' })
        const entry = afterOf(changes, 'queue_entries', here.entry)
        const counter = afterOf(changes, 'queue_counters', here.counter)
        const waits = (it: EntryStatus) => it === 'WAITING' || it === 'READY'
        assert.equal(changes.length, 2)
        assert.equal(entry.status, entryMachine[action].to ?? status)
        assert.equal(entry.media, entry.isReady ? here.entry.media : null)
        assert.equal(entry.isReady, entry.status === 'READY' || entry.status === 'IN_CALL')
        assert.deepEqual([entry.rev, counter.rev], [12, 12])
        assert.equal(counter.inQueue - 5, Number(waits(entry.status)) - Number(waits(status)))
        assert.equal(entry.callSessionId, action === 'invite' || action === 'enterCall' ? 'call' : null)
        assert.equal(counter.lastNumber, 7)
      }
})

test('stepCall: an illegal step asserts', () => {
  for (const action of Object.keys(callMachine) as CallAction[])
    for (const status of CallStatus.options)
      for (const by of ['DOCTOR', 'PATIENT', 'SYSTEM'] as const)
        if (!moves(step<CallStatus, CallAction>(callMachine, status, action, by)))
          assert.throws(() => stepCall(call(status), place('READY', 'call'), action, by), /cannot/)
})

test('stepCall: the effect of each step on the entry', () => {
  const outcome = (it: CallSessionRow, was: EntryStatus, action: CallAction, by: 'DOCTOR' | 'PATIENT' | 'SYSTEM') => {
    const here = place(was, it.id)
    const changes = stepCall(it, here, action, by)
    const { status, callSessionId } = afterOf(changes, 'queue_entries', here.entry)
    return [afterOf(changes, 'call_sessions', it).status, status, callSessionId]
  }
  assert.deepEqual(outcome(call('INVITED'), 'READY', 'confirm', 'PATIENT'), ['CONFIRMED', 'IN_CALL', 'call'])
  assert.deepEqual(outcome(call('INVITED'), 'READY', 'decline', 'PATIENT'), ['DECLINED', 'WAITING', null])
  assert.deepEqual(outcome(call('INVITED'), 'READY', 'cancel', 'DOCTOR'), ['CANCELLED', 'READY', null])
  assert.deepEqual(outcome(call('INVITED'), 'READY', 'expire', 'SYSTEM'), ['EXPIRED', 'WAITING', null])
  assert.deepEqual(outcome(call('CONFIRMED'), 'IN_CALL', 'setPeerId', 'DOCTOR'), ['CONFIRMED', 'IN_CALL', 'call'])
  assert.deepEqual(outcome(call('CONFIRMED'), 'IN_CALL', 'activate', 'PATIENT'), ['ACTIVE', 'IN_CALL', 'call'])
  assert.deepEqual(outcome(call('CONFIRMED'), 'IN_CALL', 'end', 'SYSTEM'), ['ENDED', 'WAITING', null])
  assert.deepEqual(outcome(call('ACTIVE'), 'IN_CALL', 'end', 'DOCTOR'), ['ENDED', 'DONE', null])
})

test('closeCall: cancels an invitation or ends a call; the entry depends on the reason', () => {
  const outcome = (it: CallSessionRow, was: EntryStatus, reason: 'RESET' | 'PRACTICE_ENDED') => {
    const here = place(was, it.id)
    const changes = closeCall(it, here, reason, now)
    const closed = afterOf(changes, 'call_sessions', it)
    assert.equal(closed.endedAt, now.toISOString())
    return [closed.status, closed.endReason, afterOf(changes, 'queue_entries', here.entry).status]
  }
  assert.deepEqual(outcome(call('INVITED'), 'READY', 'RESET'), ['CANCELLED', null, 'WAITING'])
  assert.deepEqual(outcome(call('CONFIRMED'), 'IN_CALL', 'RESET'), ['ENDED', 'RESET', 'WAITING'])
  assert.deepEqual(outcome(call('ACTIVE'), 'IN_CALL', 'RESET'), ['ENDED', 'RESET', 'WAITING'])
  assert.deepEqual(outcome(call('INVITED'), 'READY', 'PRACTICE_ENDED'), ['CANCELLED', null, 'READY'])
  assert.deepEqual(outcome(call('CONFIRMED'), 'IN_CALL', 'PRACTICE_ENDED'), ['ENDED', 'PRACTICE_ENDED', 'CLOSED'])
  assert.deepEqual(outcome(call('ACTIVE'), 'IN_CALL', 'PRACTICE_ENDED'), ['ENDED', 'PRACTICE_ENDED', 'DONE'])
})

test('isOverdue: only an invitation at or after its expiry', () => {
  const at = (ms: number) => new Date(Date.parse('2026-03-02T09:01:00.000Z') + ms)
  assert.deepEqual(
    [-1, 0, 1].map((ms) => isOverdue(call('INVITED'), at(ms))),
    [false, true, true],
  )
  for (const status of CallStatus.options) if (status !== 'INVITED') assert.equal(isOverdue(call(status), at(1000)), false)
})

test('effectiveEntry: a live entry in an ended practice reads as CLOSED', () => {
  const read = (status: EntryStatus, schedule: string) => effectiveEntry(place(status).entry, schedule)
  for (const status of EntryStatus.options) {
    assert.deepEqual(read(status, 'ONLINE'), place(status).entry)
    const waits = status === 'WAITING' || status === 'READY'
    assert.deepEqual(
      [read(status, 'COMPLETED').status, read(status, 'COMPLETED').isReady],
      waits ? ['CLOSED', false] : [status, status === 'IN_CALL'],
    )
  }
})

test('closeEntries: each entry gets its own rev, the counters are written once', () => {
  const { counter } = place('WAITING')
  const entries: QueueEntryRow[] = (['WAITING', 'READY', 'WAITING'] as const).map((status, i) => ({
    ...place(status).entry,
    id: `entry ${i}`,
  }))
  const changes = closeEntries(entries, counter)
  assert.deepEqual(
    entries.map((entry) => afterOf(changes, 'queue_entries', entry)).map((it) => [it.status, it.rev]),
    [
      ['CLOSED', 12],
      ['CLOSED', 13],
      ['CLOSED', 14],
    ],
  )
  const { rev, inQueue } = afterOf(changes, 'queue_counters', counter)
  assert.deepEqual([rev, inQueue], [14, 2])
  assert.deepEqual(closeEntries([], counter), [])
  assert.throws(() => closeEntries([place('IN_CALL').entry], counter))
  assert.throws(() => closeEntries([place('READY', 'call').entry], counter))
})
