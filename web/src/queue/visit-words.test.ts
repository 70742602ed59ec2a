import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeWords } from './visit-words.ts'

test('noticeWords: who is let in again has a place anew, who is set back keeps it', () => {
  assert.equal(noticeWords('let-in', 'Dr. Quinn', 2), 'Dr. Quinn lets you in again. You are number 2. Turn Ready on when you can talk.')
  assert.equal(noticeWords('let-in', 'Dr. Quinn', null), 'Dr. Quinn lets you in again. Turn Ready on when you can talk.')
  assert.equal(
    noticeWords('reset', 'Dr. Quinn', 2),
    'Dr. Quinn set you back to waiting. You are still number 2. Turn Ready on when you can talk.',
  )
})
