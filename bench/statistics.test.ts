import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, inRounds, inTurns, median, quantile } from './statistics.ts'

test('quantile: interpolates between values; their order does not matter', () => {
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(quantile([10, 0], 0.9), 9)
  assert.throws(() => median([]))
})

test('compare: a disturbed round affects both sides but not the ratio', () => {
  const { ratio } = compare([
    { product: 12, floor: 10 },
    { product: 1200, floor: 1000 },
    { product: 13, floor: 10 },
  ])
  assert.equal(ratio, 1.2)
})

test('inRounds: the sides alternate in going first', async () => {
  const order: string[] = []
  const side = (name: string) => () => {
    order.push(name)
    return Promise.resolve(name === 'floor' ? 1 : 2)
  }
  const rounds = await inRounds(2, side('floor'), side('product'))
  assert.deepEqual(order, ['floor', 'product', 'product', 'floor'])
  assert.deepEqual(rounds, [
    { floor: 1, product: 2 },
    { floor: 1, product: 2 },
  ])
})

test('inTurns: each of three sides goes first in every third round', async () => {
  const order: string[] = []
  const side = (name: string) => (): Promise<number> => {
    order.push(name)
    return Promise.resolve(order.length)
  }
  const rounds = await inTurns(3, { a: side('a'), b: side('b'), c: side('c') })
  assert.equal(order.join(''), 'abcbcacab')
  assert.deepEqual(rounds[1], { b: 4, c: 5, a: 6 })
})
