import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile, elementsOf, textsOf } from './compile.ts'

test('textsOf: keys are the levels of the file, after its name; what is no text is refused', () => {
  const yaml = "title: Doctors\nrow:\n  open: Open now # since when\n  ahead: '{count} ahead'\n"
  assert.deepEqual(
    [...textsOf('browse', yaml)],
    [
      ['browse.title', 'Doctors'],
      ['browse.row.open', 'Open now'],
      ['browse.row.ahead', '{count} ahead'],
    ],
  )
  assert.deepEqual([...textsOf('browse', '')], [])
  for (const bad of ['a: 1', 'a: true', 'a: [x]', 'a:']) assert.throws(() => textsOf('browse', bad), /browse\.a: a text/, bad)
  assert.throws(() => textsOf('browse', 'a: x\na: y'), /unique/)
})

test('compile: a plain text stays one, so that nothing is parsed where pages are shown', () => {
  const compiled = compile(
    new Map([
      ['a', 'It’s a text'],
      ['b', "Quoted '{'braces'}'"],
      ['c', '{n} more'],
    ]),
  )
  assert.equal(compiled['a'], 'It’s a text')
  assert.equal(compiled['b'], 'Quoted {braces}')
  assert(Array.isArray(compiled['c']))
})

test('elementsOf: a text that is no ICU message says which, and where', () => {
  for (const bad of ['{', '{n, plural, one {#}}', '<b>never closed'])
    assert.throws(() => elementsOf('visit.row', bad), /^Error: visit\.row: .*in “/, bad)
})
