import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTokenBucket } from './token-bucket.ts'

test('a bucket gives its burst at once and then its rate, for each key', () => {
  let time = 0
  const bucket = makeTokenBucket({ perSecond: 20, burst: 60 }, () => time)
  const takeAll = (key: string): number => {
    let taken = 0
    while (bucket.take(key) === 0) taken++
    return taken
  }
  assert.equal(takeAll('a'), 60)
  assert.equal(takeAll('b'), 60)
  time += 1000
  assert.equal(takeAll('a'), 20)
  time += 49
  assert.equal(bucket.take('a'), (1 - 0.98) / 20)
  time += 3_600_000
  assert.equal(takeAll('a'), 60)
})

test('a key in use is remembered, however many others come', () => {
  let time = 0
  const bucket = makeTokenBucket({ perSecond: 1, burst: 2 }, () => time)
  for (let n = 0; n < 10_000; n++) bucket.take(`old ${n}`)
  time += 1500
  bucket.take('busy')
  bucket.take('busy')
  for (let n = 0; n < 3000; n++) bucket.take(`new ${n}`)
  assert.equal(bucket.take('busy'), 1)
})
