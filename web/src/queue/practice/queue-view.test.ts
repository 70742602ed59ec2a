import type { DoctorQueueEntry } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { nextOf, whoAskedAgain } from '../next-patient.ts'
import {
  arrivals,
  countedFirst,
  mergeChanges,
  peopleLeft,
  returns,
  sectionsOf,
  shownOf,
  wholeView,
  withPresence,
  type Shown,
} from './queue-view.ts'

const entry = (queueNumber: number, status: DoctorQueueEntry['status'], more: Partial<DoctorQueueEntry> = {}): DoctorQueueEntry => ({
  id: `e${queueNumber}`,
  scheduleId: 's',
  patientId: `p${queueNumber}`,
  queueNumber,
  status,
  isReady: status === 'READY' || status === 'IN_CALL',
  joinedAt: '2026-11-23T08:00:00.000Z',
  callSessionId: null,
  lastCall: null,
  media: null,
  askedAgainAt: null,
  leftReason: null,
  remindedAt: null,
  patientName: `Patient ${queueNumber}`,
  online: true,
  awaySince: null,
  about: null,
  rev: queueNumber,
  ...more,
})

const queue = [entry(1, 'DONE'), entry(2, 'IN_CALL', { callSessionId: 'c' }), entry(3, 'WAITING'), entry(5, 'READY')]

test('mergeChanges: replaces, adds in order, removes LEFT, and keeps the newest rev', () => {
  const view = wholeView(queue, 7)
  assert.equal(view.rev, 5)
  const merged = mergeChanges(view, [entry(3, 'LEFT', { rev: 8 }), entry(5, 'WAITING', { rev: 9 }), entry(6, 'WAITING', { rev: 6 })])
  assert.deepEqual(
    merged.entries.map((it) => [it.queueNumber, it.status]),
    [
      [1, 'DONE'],
      [2, 'IN_CALL'],
      [5, 'WAITING'],
      [6, 'WAITING'],
    ],
  )
  assert.deepEqual([merged.rev, merged.epoch, merged.merges], [9, 7, 1])
})

test('mergeChanges: without changes keeps the same entries and counts the read', () => {
  const view = wholeView(queue, 1)
  const merged = mergeChanges(view, [])
  assert.equal(merged.entries, view.entries)
  assert.equal(merged.merges, 1)
})

test('sectionsOf: places count those waiting or ready with a smaller number', () => {
  const { live, seen, inCall, counts } = sectionsOf([...queue, entry(6, 'CLOSED'), entry(7, 'WAITING')])
  assert.deepEqual(
    live.map((it) => [it.queueNumber, it.place]),
    [
      [2, 1],
      [3, 1],
      [5, 2],
      [7, 3],
    ],
  )
  assert.deepEqual(
    seen.map((it) => it.queueNumber),
    [1],
  )
  assert.equal(inCall?.queueNumber, 2)
  assert.deepEqual(counts, { invited: 0, ready: 1, waiting: 2, inCall: 1, done: 1 })
})

test('sectionsOf: the invited patient comes first, keeps the place, and is not counted as ready', () => {
  const { live, invited, counts } = sectionsOf([entry(1, 'WAITING'), entry(2, 'READY', { callSessionId: 'c' }), entry(3, 'READY')])
  assert.deepEqual(
    live.map((it) => [it.queueNumber, it.place]),
    [
      [2, 2],
      [1, 1],
      [3, 3],
    ],
  )
  assert.equal(invited?.queueNumber, 2)
  assert.deepEqual(counts, { invited: 1, ready: 1, waiting: 1, inCall: 0, done: 0 })
})

test('peopleLeft: the invited patient is counted as invited; nobody in a call or done is counted', () => {
  assert.equal(peopleLeft({ invited: 1, ready: 2, waiting: 3, inCall: 1, done: 4 }), '1 invited, 2 ready, 3 waiting')
  assert.equal(peopleLeft({ invited: 0, ready: 0, waiting: 1, inCall: 0, done: 0 }), '1 waiting')
  assert.equal(peopleLeft({ invited: 0, ready: 0, waiting: 0, inCall: 1, done: 9 }), '')
})

test('withPresence: changes one entry, and nothing if its presence is already known', () => {
  const view = wholeView(queue, 1)
  const left = { online: false, awaySince: '2026-11-23T08:10:00.000Z' }
  assert.equal(withPresence(view, 'e3', { online: true, awaySince: null }), view)
  assert.equal(withPresence(view, 'unknown', left), view)
  assert.deepEqual(
    withPresence(view, 'e3', left).entries.map((it) => it.awaySince),
    [null, null, left.awaySince, null],
  )
})

test('arrivals: nobody on the first read, then everybody new', () => {
  const { live } = sectionsOf([...queue, entry(8, 'WAITING')])
  assert.deepEqual(arrivals(null, live), [])
  assert.deepEqual(
    arrivals(queue, live).map((it) => [it.queueNumber, it.place]),
    [[8, 3]],
  )
})

test('returns: nobody on the first read, then everybody who asks to come back, once per request', () => {
  const asks = (at: string | null) => entry(1, 'DONE', { askedAgainAt: at })
  const first = asks('2026-11-23T08:40:00.000Z')
  assert.deepEqual(returns(null, [first]), [])
  assert.deepEqual(returns([asks(null)], [first]), [first])
  assert.deepEqual(returns([first], [first]), [])
  const again = asks('2026-11-23T08:55:00.000Z')
  assert.deepEqual(returns([first], [again]), [again])
})

test('countedFirst: the ready, otherwise the waiting, otherwise those who ask to come back', () => {
  const back = entry(1, 'DONE', { askedAgainAt: '2026-11-23T08:40:00.000Z' })
  assert.equal(countedFirst(sectionsOf([back, entry(2, 'WAITING'), entry(3, 'READY')])), '(1 ready) ')
  assert.equal(countedFirst(sectionsOf([back, entry(2, 'WAITING')])), '(1 waiting) ')
  assert.equal(countedFirst(sectionsOf([back, entry(2, 'DONE')])), '(1 would like to come back) ')
  assert.equal(countedFirst(sectionsOf([entry(2, 'DONE')])), '')
})

const now = Date.parse('2026-11-23T09:00:00.000Z')
const away = (seconds: number) => ({ online: false, awaySince: new Date(now - seconds * 1000).toISOString() })

const nobody: ReadonlySet<string> = new Set()

test('nextOf: the first who is ready and present; skips a patient who has been away for 20 s, and an invited one', () => {
  const first = entry(1, 'READY', away(20))
  const reloads = entry(2, 'READY', away(19))
  const invited = entry(1, 'READY', { callSessionId: 'c' })
  assert.equal(nextOf([first, reloads, entry(3, 'READY')], now, nobody)?.id, 'e2')
  assert.equal(nextOf([invited, first, entry(3, 'WAITING'), entry(4, 'READY')], now, nobody)?.id, 'e4')
  assert.equal(nextOf([first, entry(3, 'WAITING')], now, nobody), null)
})

test('nextOf: skips a patient with a pending removal', () => {
  const both = [entry(1, 'READY'), entry(2, 'READY')]
  assert.equal(nextOf(both, now, new Set(['e1']))?.id, 'e2')
  assert.equal(nextOf(both, now, new Set(['e1', 'e2'])), null)
})

test('shownOf: only those of one state, besides the invited patient and the one in the call', () => {
  const { live } = sectionsOf([...queue, entry(6, 'READY', { callSessionId: 'd' }), entry(7, 'WAITING')])
  const numbers = (shown: Shown) => shownOf(live, shown).map((it) => it.queueNumber)
  assert.deepEqual(numbers('all'), [2, 6, 3, 5, 7])
  assert.deepEqual(numbers('ready'), [2, 6, 5])
  assert.deepEqual(numbers('waiting'), [2, 6, 3, 7])
})

test('sectionsOf: the last seen comes first; those who ask to come back are apart, the first to ask first', () => {
  const ended = (at: string) => ({ lastCall: { status: 'ENDED', calledAt: at, activatedAt: at, at } as const })
  const { seen, askedAgain } = sectionsOf([
    entry(1, 'DONE', ended('2026-11-23T08:30:00.000Z')),
    entry(2, 'DONE', ended('2026-11-23T08:20:00.000Z')),
    entry(3, 'DONE', { askedAgainAt: '2026-11-23T08:50:00.000Z' }),
    entry(4, 'DONE', { askedAgainAt: '2026-11-23T08:40:00.000Z' }),
    entry(5, 'DONE'),
  ])
  assert.deepEqual(
    [seen.map((it) => it.queueNumber), askedAgain.map((it) => it.queueNumber)],
    [
      [1, 2, 5],
      [4, 3],
    ],
  )
})

test('whoAskedAgain: seen patients who ask, the first to ask first; nobody who was let in since', () => {
  const asks = (at: string) => ({ askedAgainAt: at })
  const entries = [
    entry(1, 'DONE'),
    entry(2, 'DONE', asks('2026-11-23T08:50:00.000Z')),
    entry(3, 'WAITING', asks('2026-11-23T08:30:00.000Z')),
    entry(4, 'DONE', asks('2026-11-23T08:40:00.000Z')),
    entry(5, 'CLOSED', asks('2026-11-23T08:30:00.000Z')),
  ]
  assert.deepEqual(
    whoAskedAgain(entries).map((it) => it.queueNumber),
    [4, 2],
  )
})
