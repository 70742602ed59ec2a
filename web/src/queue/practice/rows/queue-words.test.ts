import type { DoctorQueueEntry } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { clinic } from '../../../ui/words/clinic.ts'
import { clockTime } from '../../../ui/words/format.ts'
import { lastCallOf, mediaOf, namesakes, remindedWords, seenWords } from './queue-words.ts'

const entry = (id: string, more: Partial<DoctorQueueEntry> = {}): DoctorQueueEntry => ({
  id,
  scheduleId: 's',
  patientId: `p${id}`,
  queueNumber: 1,
  status: 'WAITING',
  isReady: false,
  joinedAt: '2026-11-23T08:00:00.000Z',
  callSessionId: null,
  lastCall: null,
  media: null,
  askedAgainAt: null,
  leftReason: null,
  remindedAt: null,
  patientName: 'Amara Okafor',
  online: true,
  awaySince: null,
  about: null,
  rev: 1,
  ...more,
})
const call = { status: 'EXPIRED', calledAt: '2026-11-23T08:30:00.000Z', at: '2026-11-23T08:31:00.000Z', activatedAt: null } as const
const clock = (iso: string) => clockTime(iso, { timeZone: clinic.timeZone })

test('lastCallOf: only a missed or declined call stays in the row of a waiting patient', () => {
  assert.equal(lastCallOf(entry('1', { lastCall: call })), `Did not answer ${clock(call.calledAt)}`)
  assert.equal(lastCallOf(entry('1', { lastCall: { ...call, status: 'DECLINED' } })), `Chose Not now ${clock(call.at)}`)
  assert.equal(lastCallOf(entry('1', { lastCall: { ...call, status: 'CANCELLED' } })), null)
  assert.equal(lastCallOf(entry('1', { status: 'DONE', lastCall: call })), null)
  assert.equal(lastCallOf(entry('1')), null)
})

test('mediaOf: what the devices of a ready patient deliver, and nothing if not reported', () => {
  assert.deepEqual(
    (['NONE', 'SOUND', 'BOTH', null] as const).map((media) => mediaOf(entry('1', { status: 'READY', media }))),
    ['No camera, no sound', 'Sound only', 'Camera and sound', null],
  )
})

test('seenWords: start and length of the call; if that is unknown, when they joined', () => {
  const lastCall = { ...call, status: 'ENDED', activatedAt: '2026-11-23T09:04:00.000Z', at: '2026-11-23T09:16:30.000Z' } as const
  assert.equal(seenWords(entry('1', { status: 'DONE', lastCall })), `${clock(lastCall.activatedAt)}, 12 minutes`)
  assert.equal(seenWords(entry('1', { status: 'DONE' })), `Joined at ${clock('2026-11-23T08:00:00.000Z')}`)
})

test('remindedWords: a patient who is away finds the reminder later', () => {
  assert.equal(remindedWords('Fatima Noor', true), 'Fatima Noor is away. They will see the reminder when they are back.')
  assert.equal(remindedWords('Fatima Noor', false), 'Fatima Noor has been reminded.')
})

test('namesakes: people of one name are distinguished by when they joined, and by their order within a minute', () => {
  const later = '2026-11-23T08:05:00.000Z'
  const labels = namesakes([
    entry('1'),
    entry('2', { patientName: 'amara okafor ' }),
    entry('3', { joinedAt: later }),
    entry('4', { patientName: 'Mei Tanaka' }),
  ])
  const first = clock('2026-11-23T08:00:00.000Z')
  assert.deepEqual(
    [...labels],
    [
      ['1', `joined at ${first}, 1 of 2`],
      ['2', `joined at ${first}, 2 of 2`],
      ['3', `joined at ${clock(later)}`],
    ],
  )
})
