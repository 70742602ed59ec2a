import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeWords } from './place-words.ts'

test('placeWords: number 1 reads what to do, or when ready that they are next', () => {
  assert.equal(placeWords(1, false), 'Turn on “I am ready”')
  assert.equal(placeWords(1, true), 'You are next')
  assert.equal(placeWords(2, false), '1 person ahead of you')
})
