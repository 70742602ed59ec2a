import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf } from './draft.ts'

test('a draft is kept for the person who typed it, for nobody else, and until it is sent', () => {
  draftOf('ada', 'plan').keep({ date: '2026-12-24' })
  assert.deepEqual(draftOf('ada', 'plan').kept, { date: '2026-12-24' })
  assert.equal(draftOf('bela', 'plan').kept, null)
  assert.equal(draftOf('ada', 'other').kept, null)
  draftOf('ada', 'plan').forget()
  assert.equal(draftOf('ada', 'plan').kept, null)
})
