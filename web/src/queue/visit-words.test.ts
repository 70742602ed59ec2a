import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeWords, readyWords } from './visit-words.ts'

test('noticeWords: who is let in again has a place anew, who is set back keeps it', () => {
  assert.equal(noticeWords('let-in', 'Dr. Quinn', 2), 'Dr. Quinn lets you in again. You are number 2. Turn Ready on when you can talk.')
  assert.equal(noticeWords('let-in', 'Dr. Quinn', null), 'Dr. Quinn lets you in again. Turn Ready on when you can talk.')
  assert.equal(
    noticeWords('reset', 'Dr. Quinn', 2),
    'Dr. Quinn set you back to waiting. You are still number 2. Turn Ready on when you can talk.',
  )
})

test('readyWords: now, or once the doctor is free', () => {
  assert.equal(readyWords('Dr. Quinn', false), 'Dr. Quinn can call you now. Keep this page open.')
  assert.equal(readyWords('Dr. Quinn', true), 'Dr. Quinn is with a patient and can call you after that. Keep this page open.')
})
