import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggestedTimes } from './suggested-times.ts'

test('the form suggests the morning until it is over, then three hours that end today', () => {
  assert.deepEqual(suggestedTimes('00:00'), { startTime: '09:00', endTime: '12:00' })
  assert.deepEqual(suggestedTimes('11:59'), { startTime: '09:00', endTime: '12:00' })
  assert.deepEqual(suggestedTimes('12:00'), { startTime: '12:00', endTime: '15:00' })
  assert.deepEqual(suggestedTimes('20:59'), { startTime: '20:00', endTime: '23:00' })
  assert.deepEqual(suggestedTimes('23:30'), { startTime: '23:00', endTime: '23:59' })
})
