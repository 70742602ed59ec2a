import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReached, liveOf, pollEvery } from './live.ts'

test('polling: each query at its own interval while there is no socket', () => {
  assert.deepEqual(pollEvery, {
    doctorInvitation: 1500,
    patientInvitation: 2000,
    call: 3000,
    queue: 3000,
    schedule: 3000,
    signals: 1000,
  })
})

test('liveOf: only a browser without a network is offline; a server that does not answer is unreachable, whatever the socket says', () => {
  const all = { reachable: true, receivesAllEvents: true, online: true, connecting: false }
  assert.equal(liveOf(all), 'live')
  assert.equal(liveOf({ ...all, receivesAllEvents: false }), 'polling')
  assert.equal(liveOf({ ...all, receivesAllEvents: false, connecting: true }), 'live')
  assert.equal(liveOf({ ...all, reachable: false }), 'unreachable')
  assert.equal(liveOf({ ...all, reachable: false, online: false }), 'offline')
  assert.equal(liveOf({ ...all, receivesAllEvents: false, online: false }), 'offline')
  assert.equal(liveOf({ ...all, online: false }), 'live', 'a clinic in the local network')
  assert.deepEqual((['live', 'polling', 'unreachable', 'offline'] as const).map(isReached), [true, true, false, false])
})
