import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeBoundedMap, memoized } from './bounded-map.ts'

test('makeBoundedMap: evicts the oldest entry for a new one; rewriting an entry makes it the newest', () => {
  const map = makeBoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  map.set('c', 4)
  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => map.get(key)),
    [3, undefined, 4],
  )
  map.delete('a')
  map.set('d', 5)
  assert.deepEqual(
    ['a', 'c', 'd'].map((key) => map.get(key)),
    [undefined, 4, 5],
  )
})

test('memoized: computes each result once while it is kept', () => {
  const made: number[] = []
  const square = memoized((n: number) => {
    made.push(n)
    return n * n
  }, 2)
  assert.deepEqual([1, 2, 1, 3, 2, 1].map(square), [1, 4, 1, 9, 4, 1])
  assert.deepEqual(made, [1, 2, 3, 1])
})
