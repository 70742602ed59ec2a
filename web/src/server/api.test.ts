import { ApiError, errors, type ErrorCode } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { isRefusal, sentenceOf } from './api.ts'

const refusal = (code: ErrorCode, retryAfterSeconds: number | null = null) =>
  new ApiError(errors[code].detail, { type: 'about:blank', ...errors[code], code, requestId: 'r-1' }, retryAfterSeconds)

test('sentenceOf: the server’s own sentence, reworded if it is addressed to programs', () => {
  assert.equal(sentenceOf(refusal('ALREADY_SEEN')), errors.ALREADY_SEEN.detail)
  assert.equal(sentenceOf(refusal('RATE_LIMITED', 12)), 'Too many attempts. Try again in 12 seconds.')
  assert.equal(sentenceOf(refusal('BUSY')), 'Nothing was changed. Try again in a moment.')
  assert.equal(sentenceOf(refusal('PATIENT_BUSY')), 'In another call. Try again in a few minutes.')
  assert.match(sentenceOf(refusal('INTERNAL')), /r-1$/)
  assert.match(sentenceOf(new ApiError('x', null)), /cannot be reached/)
  globalThis.isSecureContext = true
  assert.equal(sentenceOf(new Error('secret')), 'Something went wrong. Try again.')
})

test('isRefusal: recognises a code, and no answer at all', () => {
  assert.equal(isRefusal(refusal('CALL_OPEN'), 'CALL_OPEN'), true)
  assert.equal(isRefusal(refusal('CALL_OPEN'), 'INVALID'), false)
  assert.equal(isRefusal(new ApiError('x', null), 'UNREACHABLE'), true)
})

test('sentenceOf: on a page without TLS, that TLS is missing', () => {
  globalThis.isSecureContext = false
  assert.match(sentenceOf(new TypeError('crypto.randomUUID is not a function')), /no secure connection \(TLS\)/)
  assert.match(sentenceOf(new ApiError('x', null)), /cannot be reached/)
})
