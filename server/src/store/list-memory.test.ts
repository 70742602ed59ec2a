import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeListMemory } from './list-memory.ts'
import type { ProcessRow } from './rows.ts'

const row = (id: string): ProcessRow => ({ id, version: 1, beatAt: '2026-03-02T09:00:00.000Z' })

test('what a query found is known until its table changes, and to each reader as a copy', () => {
  const lists = makeListMemory()
  assert.equal(lists.get('processes', 'all'), undefined)
  const kept = [row('a')]
  lists.keep('processes', 'all', kept)
  lists.keep('reminders', 'all', [])
  const read = lists.get('processes', 'all')!
  assert.deepEqual(read, kept)
  assert.notEqual(read[0], kept[0])
  read.push(row('b'))
  Object.assign(read[0]!, { beatAt: 'changed' })
  assert.deepEqual(lists.get('processes', 'all'), kept)
  assert.equal(lists.get('processes', 'others'), undefined)
  lists.forget('processes')
  assert.equal(lists.get('processes', 'all'), undefined)
  assert.deepEqual(lists.get('reminders', 'all'), [])
})

test('long lists are not kept, nor ever more of them', () => {
  const lists = makeListMemory()
  lists.keep(
    'processes',
    'long',
    Array.from({ length: 257 }, (_, n) => row(String(n))),
  )
  assert.equal(lists.get('processes', 'long'), undefined)
  for (let n = 0; n < 2000; n++) lists.keep('processes', String(n), [])
  const known = Array.from({ length: 2000 }, (_, n) => lists.get('processes', String(n))).filter((it) => it !== undefined)
  assert(known.length > 0 && known.length <= 512, String(known.length))
})
