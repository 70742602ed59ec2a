import assert from 'node:assert/strict'
import { test } from 'node:test'
import { needsOf, typeOfTexts } from './type-of-texts.ts'

const needs = (text: string) => {
  const { values, tags } = needsOf('key', text)
  return { ...Object.fromEntries(values), tags: [...tags] }
}

test('needsOf: what a text has to be given, also within plurals, choices and tags', () => {
  assert.deepEqual(needs('Nothing'), { tags: [] })
  assert.deepEqual(needs('{name} waits'), { name: 'string | number', tags: [] })
  assert.deepEqual(needs('{count, plural, one {# by {who}} other {#}}'), { count: 'number', who: 'string | number', tags: [] })
  assert.deepEqual(needs('{count} of {count, plural, other {#}}'), { count: 'number', tags: [] })
  assert.deepEqual(needs('{side, select, doctor {a} other {b}}'), { side: "'doctor' | (string & {})", tags: [] })
  assert.deepEqual(needs('<b>{name}</b> <link>go</link>'), { name: 'string | number', tags: ['b', 'link'] })
  assert.throws(() => needs('{at, date}'), /format dates and numbers/)
})

test('typeOfTexts: a row for each key', () => {
  const source = typeOfTexts(
    new Map([
      ['a.b', 'Text'],
      ['a.c', '<b>{n}</b>'],
    ]),
  )
  assert.match(source, /^ {2}'a\.b': Nothing$/m)
  assert.match(source, /^ {2}'a\.c': \{ n: string \| number \}$/m)
  assert.match(source, /^ {2}'a\.c': 'b'$/m)
})
