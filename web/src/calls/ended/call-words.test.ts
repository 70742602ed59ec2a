import assert from 'node:assert/strict'
import { it } from 'node:test'
import { EndReason, type QueueEntry } from '@medconsult/contract'
import { endedBecause, endedTitle, neverBegan, whatNow } from './call-words.ts'

it('the title has the length of the call', () => {
  const activatedAt = '2026-11-23T09:00:00.000Z'
  assert.equal(endedTitle({ activatedAt, endedAt: '2026-11-23T09:12:30.000Z' }), 'Ended, 12 minutes')
  assert.equal(endedTitle({ activatedAt, endedAt: '2026-11-23T09:01:10.000Z' }), 'Ended, 1 minute')
  assert.equal(endedTitle({ activatedAt, endedAt: '2026-11-23T09:00:40.000Z' }), 'Ended, 40 seconds')
  assert.equal(endedTitle({ activatedAt: null, endedAt: '2026-11-23T09:00:40.000Z' }), 'Ended')
})

it('the side that ended the call needs no reason', () => {
  assert.equal(endedBecause('DOCTOR', 'doctor', 'Amara Okafor'), null)
  assert.equal(endedBecause('RESET', 'patient', 'Dr. Sarah Quinn'), 'Dr. Sarah Quinn moved you back to the waiting room.')
  assert.equal(endedBecause('PATIENT', 'patient', 'Dr. Sarah Quinn'), null)
  assert.equal(endedBecause('PATIENT', 'doctor', 'Amara Okafor'), 'Amara Okafor left the call.')
  for (const reason of EndReason.options)
    for (const side of ['doctor', 'patient'] as const) assert.notEqual(endedBecause(reason, side, 'X'), '')
})

it('an invitation that was not accepted has its own words', () => {
  assert.equal(neverBegan('DECLINED', 'doctor', 'Amara Okafor'), 'Amara Okafor chose Not now')
  assert.equal(neverBegan('EXPIRED', 'patient', 'Dr. Sarah Quinn'), 'You missed the call')
})

it('whatNow: a place that is kept, what it needs, or that the page can be closed', () => {
  const met = { activatedAt: '2026-11-23T09:00:00.000Z' }
  const missed = { activatedAt: null }
  const entry = (status: QueueEntry['status'], askedAgainAt: string | null = null) => ({ status, askedAgainAt })
  assert.equal(whatNow(missed, entry('WAITING'), false), 'Your place is kept. Turn on “I am ready” when you can talk.')
  assert.equal(whatNow(missed, entry('READY'), false), 'Your place is kept.')
  assert.equal(whatNow(met, entry('WAITING'), false), 'Turn on “I am ready” when you can talk.')
  assert.equal(whatNow(met, entry('DONE'), false), 'You can close this page.')
  assert.equal(whatNow(met, entry('DONE'), true), null)
  assert.equal(whatNow(met, entry('DONE', '2026-11-23T09:20:00.000Z'), false), null)
  assert.equal(whatNow(missed, entry('LEFT'), false), null)
})
