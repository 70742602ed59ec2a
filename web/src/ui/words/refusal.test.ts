import { ApiError, errors, faultAt, fieldProblems, type ErrorCode, type FieldProblem, type Problem } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { fieldWords, sentenceOf, titleOf } from './refusal.ts'

const problem = (code: ErrorCode): Problem => ({ type: 'about:blank', ...errors[code], code, requestId: 'r-1' })
const refusal = (code: ErrorCode, retryAfterSeconds: number | null = null) => new ApiError('in English', problem(code), retryAfterSeconds)

test('sentenceOf: a refusal is worded by its code, with how long it lasts', () => {
  assert.equal(sentenceOf(refusal('ALREADY_SEEN')), errors.ALREADY_SEEN.detail)
  assert.equal(sentenceOf(refusal('RATE_LIMITED', 12)), 'Too many attempts. Try again in 12 seconds.')
  assert.equal(sentenceOf(refusal('RATE_LIMITED', 1)), 'Too many attempts. Try again in 1 second.')
  assert.equal(sentenceOf(refusal('BUSY')), 'Nothing was changed. Try again in a moment.')
  assert.equal(sentenceOf(refusal('PATIENT_BUSY')), 'In another call. Try again in a few minutes.')
  assert.match(sentenceOf(refusal('INTERNAL')), /^Something went wrong on the server\. Give the clinic this number: r-1$/)
  assert.match(sentenceOf(new ApiError('x', null)), /cannot be reached/)
  globalThis.isSecureContext = true
  assert.equal(sentenceOf(new Error('secret')), 'Something went wrong. Try again.')
})

test('sentenceOf: a foreign origin is told the clinic’s address, if it is known', () => {
  const here = new ApiError('x', { ...problem('FOREIGN_ORIGIN'), publicOrigin: 'https://clinic.test' })
  assert.equal(sentenceOf(here), 'The clinic’s address is https://clinic.test. Open it there.')
  assert.equal(sentenceOf(refusal('FOREIGN_ORIGIN')), errors.FOREIGN_ORIGIN.detail)
})

test('sentenceOf and titleOf: of a newer server’s code, what the server says', () => {
  const newer = { ...problem('BUSY'), code: 'NEWER' as ErrorCode, title: 'Newer' }
  assert.equal(sentenceOf(new ApiError('in English', newer)), 'in English')
  assert.equal(titleOf(newer), 'Newer')
  assert.equal(titleOf(problem('NOT_FOUND')), 'Not found')
})

test('sentenceOf: on a page without TLS, that TLS is missing', () => {
  globalThis.isSecureContext = false
  assert.match(sentenceOf(new TypeError('crypto.randomUUID is not a function')), /no secure connection \(TLS\)/)
  assert.match(sentenceOf(new ApiError('x', null)), /cannot be reached/)
})

test('fieldWords: each field’s problem, worded by its code; one that the page does not know as the server says it', () => {
  const newer = { path: 'name', code: 'NEWER', message: 'in English' }
  assert.deepEqual(fieldWords([faultAt('endTime', 'END_NOT_LATER'), newer]), {
    endTime: fieldProblems.END_NOT_LATER,
    name: 'in English',
  })
  for (const code of Object.keys(fieldProblems) as FieldProblem[])
    assert.deepEqual(fieldWords([{ ...faultAt('a', code), message: '' }]), { a: fieldProblems[code] })
})
