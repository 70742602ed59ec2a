import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pollEvery } from './live.ts'

test('polling: each thing at its own interval while no socket gets through', () => {
  assert.deepEqual(pollEvery, {
    doctorInvitation: 1500,
    patientInvitation: 2000,
    call: 3000,
    queue: 3000,
    schedule: 3000,
    signals: 1000,
  })
})
