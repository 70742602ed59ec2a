import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cornerAfterKey, nearestCorner } from './corners.ts'

const stage = { left: 0, top: 0, width: 800, height: 600 }
const box = (left: number, top: number) => ({ left, top, width: 100, height: 100 })

test('a dropped picture moves to the nearest corner', () => {
  assert.equal(nearestCorner(box(10, 10), stage), 'top-left')
  assert.equal(nearestCorner(box(650, 20), stage), 'top-right')
  assert.equal(nearestCorner(box(100, 400), stage), 'bottom-left')
  assert.equal(nearestCorner(box(900, 900), stage), 'bottom-right')
})

test('an arrow key moves it along one side', () => {
  assert.equal(cornerAfterKey('top-right', 'ArrowLeft'), 'top-left')
  assert.equal(cornerAfterKey('top-right', 'ArrowDown'), 'bottom-right')
  assert.equal(cornerAfterKey('top-right', 'ArrowUp'), 'top-right')
  assert.equal(cornerAfterKey('top-right', 'Enter'), null)
})
