import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atMostEvery } from './at-most-every.ts'

test('atMostEvery: emits the first value immediately, then one per interval, always the last; each key separately', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const emitted: string[] = []
  const emit = atMostEvery(250, (value: string) => emitted.push(value))
  emit('a', 'a1')
  for (const value of ['a2', 'a3', 'a4']) emit('a', value)
  emit('b', 'b1')
  assert.deepEqual(emitted.splice(0), ['a1', 'b1'])
  t.mock.timers.tick(249)
  assert.deepEqual(emitted, [])
  t.mock.timers.tick(1)
  assert.deepEqual(emitted.splice(0), ['a4'])
  emit('a', 'a5')
  t.mock.timers.tick(250)
  assert.deepEqual(emitted.splice(0), ['a5'])
  t.mock.timers.tick(250)
  emit('a', 'a6')
  assert.deepEqual(emitted, ['a6'], 'after a quiet time at once again')
})
