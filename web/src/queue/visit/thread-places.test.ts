import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadPlaces } from './thread-places.ts'

const drawn = (position: number): string =>
  threadPlaces(position)
    .map((place) => (place.kind === 'more' ? `+${place.count}` : place.kind === 'me' ? `me ${place.number}` : `${place.number}`))
    .join(' ')

test('up to three people ahead have a node each', () => {
  assert.equal(drawn(1), 'me 1')
  assert.equal(drawn(2), '1 me 2')
  assert.equal(drawn(4), '1 2 3 me 4')
})

test('more than three ahead become one node with their number', () => {
  assert.equal(drawn(5), '1 2 +2 me 5')
  assert.equal(drawn(9), '1 2 +6 me 9')
})
