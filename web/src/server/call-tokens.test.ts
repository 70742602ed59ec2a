import assert from 'node:assert/strict'
import test from 'node:test'
import { callTokenOf, holdCallToken } from './call-tokens.ts'
import { noteServerDate } from './clock.ts'

test('callTokenOf: a token lasts by the server’s clock, even if this machine’s is half an hour ahead', (t) => {
  const server = Date.parse('2026-11-23T09:00:00.000Z')
  t.mock.timers.enable({ apis: ['Date'], now: server + 30 * 60_000 })
  noteServerDate(new Date(server).toUTCString())
  holdCallToken('c', { token: 'mine', expiresAt: new Date(server + 10 * 60_000).toISOString() })
  assert.deepEqual([callTokenOf('c'), callTokenOf()], ['mine', 'mine'])
  t.mock.timers.setTime(server + 41 * 60_000)
  assert.deepEqual([callTokenOf('c'), callTokenOf()], [null, null])
})
