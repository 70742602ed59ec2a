import type { DoctorQueueEntry } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { whileInState, whileRefused } from './row-notes.ts'

const entry = (rev: number, status: DoctorQueueEntry['status'] = 'READY') =>
  ({ rev, status, callSessionId: null, media: rev > 3 ? 'BOTH' : null }) as DoctorQueueEntry
const reason = 'You can start the next call when Amara Okafor has answered.'

test('whileInState: a note goes when its entry leaves the state it was in, not when its camera is reported', () => {
  const holds = whileInState(entry(3))
  assert.equal(holds(entry(3), null), true)
  assert.equal(holds(entry(4), null), true)
  assert.equal(holds(entry(4, 'WAITING'), null), false)
  assert.equal(holds({ ...entry(4), callSessionId: 'a call' }, null), false)
})

test('whileRefused: the note about a refused button goes with the reason, not with the row', () => {
  const holds = whileRefused(reason)
  assert.equal(holds(entry(4), reason), true)
  assert.equal(holds(entry(4), null), false, 'the button acts again')
  assert.equal(holds(entry(4), 'You can start the next call when the one with Amara Okafor has ended.'), false)
})
