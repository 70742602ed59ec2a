import { ApiError, errors } from '@medconsult/contract'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isStillSo, waitOf, type Since } from './refusal-words.ts'

const since = (more: Partial<Since> = {}): Since => ({ isUnreachable: false, wasUnreachable: false, hasWaited: false, ...more })
const unreachable = new ApiError('x', null)
const refused = (code: 'RATE_LIMITED' | 'ALREADY_SEEN' | 'PATIENT_BUSY', wait: number | null) =>
  new ApiError(errors[code].detail, { type: 'about:blank', ...errors[code], code, requestId: 'r' }, wait)

test('isStillSo: an unreachable clinic applies until it is reachable again', () => {
  assert.equal(isStillSo(unreachable, since({ isUnreachable: true, wasUnreachable: true })), true)
  assert.equal(isStillSo(unreachable, since({ wasUnreachable: true })), false)
  assert.equal(isStillSo(unreachable, since()), true, 'one request lost while others come through')
})

test('isStillSo: a wait applies until its time is over; a refusal without a time until the next try', () => {
  assert.equal(isStillSo(refused('RATE_LIMITED', 5), since()), true)
  assert.equal(isStillSo(refused('RATE_LIMITED', 5), since({ hasWaited: true })), false)
  assert.equal(isStillSo(refused('ALREADY_SEEN', null), since({ hasWaited: true, wasUnreachable: true })), true)
  assert.equal(isStillSo(new Error('x'), since({ hasWaited: true, wasUnreachable: true })), true)
})

test('isStillSo: a person in another call applies for the few minutes that it names', () => {
  const busy = refused('PATIENT_BUSY', null)
  assert.equal(waitOf(busy), 180)
  assert.equal(isStillSo(busy, since()), true)
  assert.equal(isStillSo(busy, since({ hasWaited: true })), false)
})
