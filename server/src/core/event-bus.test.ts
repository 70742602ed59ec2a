import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeEventBus, type EventSink } from './event-bus.ts'

test('event bus: events reach every attached sink, but not those emitted before it was attached', () => {
  const bus = makeEventBus()
  const received: unknown[] = []
  const sink = (name: string): EventSink => ({
    emit: (...event) => received.push([name, ...event]),
    closeLogin: (loginId, reason) => received.push([name, loginId, reason]),
  })
  const { emit, closeLogin } = bus
  closeLogin('early', 'revoked')
  bus.attach(sink('one'))
  bus.attach(sink('two'))
  const payload = { scheduleId: 'practice' }
  emit('ready_reminder', payload, ['user_ada'], ['call_one'])
  closeLogin('late', 'moved')
  assert.deepEqual(received, [
    ['one', 'ready_reminder', payload, ['user_ada'], ['call_one']],
    ['two', 'ready_reminder', payload, ['user_ada'], ['call_one']],
    ['one', 'late', 'moved'],
    ['two', 'late', 'moved'],
  ])
})
