import { ApiError, errors, type ErrorCode } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { isRefusal } from './api.ts'

const refusal = (code: ErrorCode) => new ApiError(errors[code].detail, { type: 'about:blank', ...errors[code], code, requestId: 'r-1' })

test('isRefusal: recognises a code, and no answer at all', () => {
  assert.equal(isRefusal(refusal('CALL_OPEN'), 'CALL_OPEN'), true)
  assert.equal(isRefusal(refusal('CALL_OPEN'), 'INVALID'), false)
  assert.equal(isRefusal(new ApiError('x', null), 'UNREACHABLE'), true)
})
