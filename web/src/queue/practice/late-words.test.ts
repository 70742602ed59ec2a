import assert from 'node:assert/strict'
import test from 'node:test'
import { endedByItself, endsByItself } from './late-words.ts'

test('endsByItself, endedByItself: count the hours open past the planned end, also of a practice that was opened after it', () => {
  for (const words of [endsByItself(), endedByItself('DOCTOR_AWAY'), endedByItself('TOO_LONG')]) {
    assert.match(words ?? '', /open for (?:an hour|twelve hours) past its planned end/)
    assert.doesNotMatch(words ?? '', /after its planned end/)
  }
  assert.equal(endedByItself('DOCTOR'), null)
  assert.equal(endedByItself(null), null)
})
