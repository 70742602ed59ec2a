import { ActionType, type AuditLog, type Schedule } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { clinic } from '../ui/words/clinic.ts'
import { clockTime, shortDate } from '../ui/words/format.ts'
import { byWhom, callChoices, changeOf, happenedWords, patientChoices, practicesRead } from './audit-words.ts'

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
  for (const action of ActionType.options) assert.match(happenedWords({ actionType: action, metadata: {} }), /^[A-Z]/)
})

test('happenedWords: why a patient was removed from the queue, and the words of the rows', () => {
  const removed = (reason?: string) => happenedWords({ actionType: 'QUEUE_REMOVED', metadata: reason ? { reason } : {} })
  assert.deepEqual(
    ['NOT_HERE', 'ASKED', 'ABUSE', 'ELSE', undefined].map(removed),
    [': not here', ': at the patient’s request', ': abuse', '', ''].map((why) => `Taken out of the queue${why}`),
  )
  const words = (actionType: ActionType) => happenedWords({ actionType, metadata: { reason: 'NOT_HERE' } })
  assert.deepEqual([words('CALL_EXPIRED'), words('CALL_DECLINED')], ['Did not answer', 'Chose Not now'])
})

test('practicesRead: the chosen practice alone, otherwise the newest that were opened, and whether there are older ones', () => {
  const schedule = (id: string, status: Schedule['status']) => ({ id, status }) as Schedule
  const all = [
    schedule('plan', 'UPCOMING'),
    schedule('now', 'ONLINE'),
    schedule('off', 'CANCELLED'),
    schedule('a', 'COMPLETED'),
    schedule('b', 'COMPLETED'),
  ]
  assert.deepEqual(practicesRead(all, '', 2), { ids: ['now', 'a'], isAll: false })
  assert.deepEqual(practicesRead(all, '', 3), { ids: ['now', 'a', 'b'], isAll: true })
  assert.deepEqual(practicesRead(all, 'b', 2), { ids: ['b'], isAll: true })
})

test('changeOf: what a call’s end did depends on whether it was ever active, and why it ended', () => {
  assert.equal(end({ from: 'ACTIVE', endReason: 'DOCTOR' }), 'done')
  assert.equal(end({ from: 'CONFIRMED', endReason: 'NEVER_ACTIVE' }), 'waiting')
  assert.equal(end({ from: 'ACTIVE', endReason: 'RESET' }), 'waiting')
  assert.deepEqual(changeOf({ actionType: 'QUEUE_JOINED', metadata: { from: null, to: 'WAITING' } }), { to: 'waiting' })
  assert.deepEqual(changeOf({ actionType: 'SCHEDULE_STARTED', metadata: { from: 'UPCOMING', to: 'ONLINE' } }), {})
})

test('byWhom: the patient, the doctor for a patient, the system, and a patient who left', () => {
  assert.equal(byWhom(row('p', 'p'), people), 'Amara Okafor')
  assert.equal(byWhom(row('d', 'p'), people), 'Dr. Sarah Quinn, for Amara Okafor')
  assert.equal(byWhom(row('d', null), people), 'Dr. Sarah Quinn')
  assert.equal(byWhom(row(null, 'p'), people), 'MedConsult, for Amara Okafor')
  assert.equal(byWhom(row('d', 'x'), people), 'Dr. Sarah Quinn, for a patient who left')
  assert.equal(byWhom(row('x', 'x'), people), 'A patient who left')
})

test('patientChoices: by name, namesakes distinguished, and the chosen one even if not among them', () => {
  const names = new Map([
    ['00000000-0000-7000-8000-00000000000b', 'Mei Tanaka'],
    ['00000000-0000-7000-8000-00000000000a', 'Mei Tanaka'],
    ['p', 'Amara Okafor'],
  ])
  assert.deepEqual(
    patientChoices(names, 'q').map(({ label }) => label),
    ['Amara Okafor', 'Mei Tanaka (0000-000A)', 'Mei Tanaka (0000-000B)', 'The selected patient'],
  )
})

test('callChoices: patient and start of a call, and the reference of a chosen call that is not listed', () => {
  const rows = [
    { ...row('d', 'p'), callSessionId: 'new', timestamp: '2026-11-23T09:40:00.000Z' },
    { ...row('d', 'p'), callSessionId: 'old', timestamp: '2026-11-23T09:20:00.000Z' },
    { ...row('d', 'p'), callSessionId: 'old', timestamp: '2026-11-23T09:10:00.000Z' },
    { ...row('d', 'x'), callSessionId: null },
  ]
  const [chosen, first, second, ...more] = callChoices(rows, people.patients, '019abcde-0000-7000-8000-00007c2e04ab')
  assert.deepEqual([chosen?.label, first?.value, second?.value, more.length], ['7C2E-04AB', 'new', 'old', 0])
  const at = { timeZone: clinic.timeZone }
  const began = '2026-11-23T09:10:00.000Z'
  assert.equal(second!.label, `Amara Okafor, ${shortDate(began, at)}, ${clockTime(began, at)}`)
  assert.equal(callChoices(rows, people.patients, 'old').length, 2)
})

test('callChoices: two calls with one patient in the same minute are distinguished by their references', () => {
  const rows = ['00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000a'].map((callSessionId) => ({
    ...row('d', 'p'),
    callSessionId,
  }))
  const labels = callChoices(rows, people.patients, '').map(({ label }) => label)
  assert.deepEqual(
    labels.map((label) => label.replace(/^.* \(/, '(')),
    ['(0000-000B)', '(0000-000A)'],
  )
})
