import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError, errors, type ErrorCode } from '@medconsult/contract'
import { inTheWay } from './open-practice.ts'

const refusal = (code: ErrorCode, more: { scheduleId?: string } = {}): ApiError => {
  const { status, title, detail } = errors[code]
  return new ApiError(detail, { type: 'about:blank', title, status, detail, code, requestId: 'request', ...more })
}

test('inTheWay: another open practice is named, with an offer to end it', () => {
  const error = refusal('ALREADY_ONLINE', { scheduleId: 'other' })
  assert.deepEqual(inTheWay(error, { scheduleId: 'wanted' }), { otherId: 'other', callOpen: false })
  assert.equal(inTheWay(refusal('ALREADY_ONLINE'), { scheduleId: 'wanted' }), null, 'nothing to offer without its name')
})

test('inTheWay: a call in the practice to be ended comes with an offer to end it too', () => {
  const endFirst = { id: 'other', force: false }
  assert.deepEqual(inTheWay(refusal('CALL_OPEN'), { scheduleId: 'wanted', endFirst }), { otherId: 'other', callOpen: true })
  assert.equal(inTheWay(refusal('CALL_OPEN'), { scheduleId: 'wanted' }), null)
})

test('inTheWay: null for every other error', () => {
  assert.equal(inTheWay(null, undefined), null)
  assert.equal(inTheWay(refusal('WRONG_STATE', { scheduleId: 'other' }), { scheduleId: 'wanted' }), null)
  assert.equal(inTheWay(new Error('broken'), { scheduleId: 'wanted' }), null)
})
