import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atMostEvery } from './at-most-every.ts'

test('atMostEvery: emits the first value immediately, then one per interval, always the last; each key separately', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const told: string[] = []
  const tell = atMostEvery(250, (value: string) => told.push(value))
  tell('a', 'a1')
  for (const value of ['a2', 'a3', 'a4']) tell('a', value)
  tell('b', 'b1')
  assert.deepEqual(told.splice(0), ['a1', 'b1'])
  t.mock.timers.tick(249)
  assert.deepEqual(told, [])
  t.mock.timers.tick(1)
  assert.deepEqual(told.splice(0), ['a4'])
  tell('a', 'a5')
  t.mock.timers.tick(250)
  assert.deepEqual(told.splice(0), ['a5'])
  t.mock.timers.tick(250)
  tell('a', 'a6')
  assert.deepEqual(told, ['a6'], 'after a quiet time at once again')
})
