import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initials, nameTint, shortDoctor, tints } from './name-tint.ts'

test('initials are those of the first and the last name, without titles and suffixes', () => {
  const expected = {
    'Dr. Sarah Quinn': 'SQ',
    'Klára Maria Nováková': 'KN',
    Cher: 'C',
    '': '',
    'Prof. Dr. med. Ute Bauer': 'UB',
    'Univ.-Prof. Dr. med. dent. Maximiliane Schnackenberg-Wieczorek': 'MS',
    'Priv.-Doz. Ute Bauer': 'UB',
    'Nguyễn Thị Phương Thảo': 'NT',
    'Mrs Amara Okafor': 'AO',
    'Dr. Sarah Quinn, MD': 'SQ',
    'Dr. Sarah Quinn PhD': 'SQ',
    'Quinn, Sarah': 'SQ',
    'Dr. Quinn, Sarah': 'SQ',
    'J. Quinn': 'JQ',
    'Anna (Anni) Berg': 'AB',
    Dr: 'D',
    'Dr. Quinn': 'Q',
    'د. محمد علي': 'مع',
  }
  for (const [name, letters] of Object.entries(expected)) assert.equal(initials(name), letters, name)
})

test('initials are whole letters: with their marks, beyond the basic plane, and an emoji', () => {
  assert.equal(initials('e\u0301mile zola\u0301'), 'E\u0301Z')
  assert.equal(initials('𠮷田 太郎'), '𠮷太')
  assert.equal(initials('👩‍⚕️ Weber'), '👩‍⚕️W')
  assert.equal(initials('ßen ika'), 'ßI')
})

test('a doctor’s short name is title and family name, or the whole name if that is uncertain', () => {
  assert.equal(shortDoctor('Dr. Sarah Quinn'), 'Dr. Quinn')
  assert.equal(shortDoctor('Prof. Dr. Sarah J. Quinn-O’Neil'), 'Prof. Quinn-O’Neil')
  assert.equal(shortDoctor('Dr. med. Émile Zola'), 'Dr. Zola')
  const whole = ['Amara Okafor', 'Dr. Sarah Quinn, MD', 'Dr. Sarah Quinn PhD', 'Dr. Quinn, Sarah', 'Dr. Quinn', 'Dr. Sarah QUINN', 'Dr.']
  const unsure = [
    'Dr. Ludwig van Beethoven',
    'Dr. Gabriel García Márquez',
    'Dr. 李 明',
    'د. محمد علي',
    'Dr. Sarah Quinn (locum)',
    'Dr. Sarah Quinn III',
  ]
  for (const name of [...whole, ...unsure]) assert.equal(shortDoctor(name), name)
})

test('a name keeps its tint, with or without its title', () => {
  assert.equal(nameTint('Dr. Sarah Quinn'), nameTint('Sarah Quinn'))
  const doctors = ['Sarah Quinn', 'Amara Okafor', 'Henrik Bauer', 'Leila Parvati', 'Marta Wolski'].map(nameTint)
  assert.deepEqual(doctors, tints.slice(0, 5))
})
