import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinCodeOf, newJoinCode } from './join-code.ts'

test('newJoinCode: ten characters that are not mistaken for one another, all of them in use', () => {
  const codes = Array.from({ length: 500 }, newJoinCode)
  for (const code of codes) {
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{10}$/)
    assert.equal(joinCodeOf(code), code)
  }
  assert.equal(new Set(codes).size, 500)
  assert.equal(new Set(codes.join('')).size, 32)
})

test('joinCodeOf: as typed from paper', () => {
  assert.equal(joinCodeOf(' k7qx-2m9r ta '), 'K7QX2M9RTA')
  assert.equal(joinCodeOf('ilo0L1OI00'), '1100110100')
})
