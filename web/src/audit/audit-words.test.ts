import { ActionType, type AuditLog } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { byWhom, callReference, changeOf, whatHappened } from './audit-words.ts'

const row = (actorUserId: string | null, patientId: string | null): AuditLog => ({
  id: 'a',
  actorUserId,
  actionType: 'CALL_ENDED',
  scheduleId: 's',
  patientId,
  callSessionId: 'c',
  timestamp: '2026-11-23T08:00:00.000Z',
  metadata: {},
})
const people = { doctor: { id: 'd', name: 'Dr. Sarah Quinn' }, patients: new Map([['p', 'Amara Okafor']]) }

const end = (metadata: AuditLog['metadata']) => changeOf({ actionType: 'CALL_ENDED', metadata }).to

test('every action type of the contract has its words', () => {
  for (const action of ActionType.options) assert.match(whatHappened[action], /^[A-Z]/)
})

test('changeOf: what a call’s end did depends on whether it was ever active, and on why', () => {
  assert.equal(end({ from: 'ACTIVE', endReason: 'DOCTOR' }), 'done')
  assert.equal(end({ from: 'CONFIRMED', endReason: 'NEVER_ACTIVE' }), 'waiting')
  assert.equal(end({ from: 'ACTIVE', endReason: 'RESET' }), 'waiting')
  assert.deepEqual(changeOf({ actionType: 'QUEUE_JOINED', metadata: { from: null, to: 'WAITING' } }), { to: 'waiting' })
  assert.deepEqual(changeOf({ actionType: 'SCHEDULE_STARTED', metadata: { from: 'UPCOMING', to: 'ONLINE' } }), {})
})

test('byWhom: the patient, the doctor for a patient, the system, and somebody who left', () => {
  assert.equal(byWhom(row('p', 'p'), people), 'Amara Okafor')
  assert.equal(byWhom(row('d', 'p'), people), 'Dr. Sarah Quinn, for Amara Okafor')
  assert.equal(byWhom(row('d', null), people), 'Dr. Sarah Quinn')
  assert.equal(byWhom(row(null, 'p'), people), 'MedConsult, for Amara Okafor')
  assert.equal(byWhom(row('x', 'x'), people), 'A patient who left')
})

test('callReference: the random end of the id', () => {
  assert.equal(callReference('019abcde-0000-7000-8000-00007c2e04ab'), '7C2E-04AB')
})
