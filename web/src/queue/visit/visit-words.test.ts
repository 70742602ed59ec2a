import type { QueueEntry } from '@medconsult/contract'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastCallWords, noticeWords, seenAbout } from './visit-words.ts'

type LastCall = NonNullable<QueueEntry['lastCall']>
const at = '2026-11-23T14:36:00.000Z'
const call = (status: LastCall['status'], activatedAt: string | null = null): LastCall => ({
  status,
  at,
  calledAt: '2026-11-23T14:35:00.000Z',
  activatedAt,
})
const words = (
  lastCall: LastCall | null,
  { now = Date.parse(at), ...more }: Partial<Pick<QueueEntry, 'status' | 'callSessionId' | 'joinedAt'>> & { now?: number } = {},
) => lastCallWords({ status: 'WAITING', callSessionId: null, joinedAt: '2026-11-23T14:00:00.000Z', lastCall, ...more }, 'Dr. Quinn', 2, now)

test('lastCallWords: a missed call and its time are shown until Ready is on', () => {
  assert.match(
    words(call('EXPIRED')) ?? '',
    /^Dr\. Quinn called at \d\d:35\. You keep your place\. Turn on “I am ready” again when you can talk\.$/,
  )
  assert.equal(words(call('EXPIRED'), { now: Date.parse(at) + 3_600_000 }), words(call('EXPIRED')))
  assert.equal(words(call('EXPIRED'), { status: 'READY' }), null)
  assert.equal(words(null), null)
})

test('lastCallWords: every other outcome of a call has its own words', () => {
  assert.equal(words(call('DECLINED')), 'You chose Not now. You are still number 2. Turn on “I am ready” when you can talk.')
  assert.match(words(call('ENDED')) ?? '', /^The call with Dr\. Quinn at \d\d:35 did not connect\. You are still number 2\./)
})

test('lastCallWords: a patient who is let in again has a new place, one who is put back from the call keeps theirs', () => {
  const met = call('ENDED', '2026-11-23T14:35:30.000Z')
  assert.equal(
    words(met, { joinedAt: '2026-11-23T14:50:00.000Z' }),
    'Dr. Quinn has let you in again. You are number 2. Turn on “I am ready” when you can talk.',
  )
  assert.equal(words(met), 'Dr. Quinn moved you back to the waiting room. You are still number 2. Turn on “I am ready” when you can talk.')
})

test('lastCallWords: a cancelled call is shown to a ready patient for two minutes, and no longer once it rings again', () => {
  const cancelled = call('CANCELLED')
  assert.equal(words(cancelled, { status: 'READY' }), 'Dr. Quinn cancelled the call. You are still number 2.')
  assert.equal(words(cancelled, { status: 'READY', now: Date.parse(at) + 120_000 }), null)
  assert.equal(words(cancelled, { status: 'READY', callSessionId: 'next' }), null)
  assert.equal(words(cancelled), null)
})

test('noticeWords: reminded, or put back', () => {
  assert.equal(noticeWords('reminded', 'Dr. Quinn', 2), 'Dr. Quinn asks you to get ready. Turn on “I am ready” when you can talk.')
  assert.equal(
    noticeWords('reset', 'Dr. Quinn', 2),
    'Dr. Quinn moved you back to the waiting room. You are still number 2. Turn on “I am ready” when you can talk.',
  )
})

test('seenAbout: the call, as on the page after it; the entry if its call is unknown', () => {
  const ended = call('ENDED', '2026-11-23T08:00:00.000Z')
  assert.equal(seenAbout({ id: 'entry', lastCall: { ...ended, callSessionId: 'call' } }), 'call')
  assert.equal(seenAbout({ id: 'entry', lastCall: ended }), 'entry')
  assert.equal(seenAbout({ id: 'entry', lastCall: null }), 'entry')
})
