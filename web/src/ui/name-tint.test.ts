import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initials, nameTint, shortDoctor, tints } from './name-tint.ts'

test('initials leave the title out', () => {
  assert.equal(initials('Dr. Sarah Quinn'), 'SQ')
  assert.equal(initials('Klára Maria Nováková'), 'KN')
  assert.equal(initials('Cher'), 'C')
  assert.equal(initials(''), '')
})

test('a doctor’s short name is title and family name', () => {
  assert.equal(shortDoctor('Dr. Sarah Quinn'), 'Dr. Quinn')
  assert.equal(shortDoctor('Amara Okafor'), 'Amara Okafor')
})

test('a name keeps its tint, with or without its title', () => {
  assert.equal(nameTint('Dr. Sarah Quinn'), nameTint('Sarah Quinn'))
  const doctors = ['Sarah Quinn', 'Amara Okafor', 'Henrik Bauer', 'Leila Parvati', 'Marta Wolski'].map(nameTint)
  assert.deepEqual(doctors, tints.slice(0, 5))
})
