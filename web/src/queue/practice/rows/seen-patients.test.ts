import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countSeen } from './seen-patients.ts'

test('countSeen: everybody whose call was ever active, once each', () => {
  const row = (actionType: 'CALL_ACTIVATED' | 'CALL_ENDED' | 'QUEUE_RESET' | 'QUEUE_LEFT', patientId: string) => ({ actionType, patientId })
  assert.equal(countSeen([]), 0)
  assert.equal(countSeen([row('CALL_ENDED', 'a'), row('QUEUE_LEFT', 'a')]), 0, 'a call that never was active')
  assert.equal(
    countSeen([
      row('QUEUE_LEFT', 'a'),
      row('CALL_ACTIVATED', 'a'),
      row('QUEUE_RESET', 'a'),
      row('CALL_ACTIVATED', 'b'),
      row('CALL_ACTIVATED', 'a'),
    ]),
    2,
  )
})
