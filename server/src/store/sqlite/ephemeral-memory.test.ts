import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SignalRow } from '../ephemeral-rows.ts'
import { makeEphemeralMemory } from './ephemeral-memory.ts'

const MIB = 1024 * 1024
const now = new Date(0)
const signal = (inbox: string, n: number): SignalRow => ({
  id: `${inbox}:${n}`,
  inbox,
  callSessionId: inbox,
  n,
  from: 'patient',
  peerId: 'peer',
  message: { type: 'OFFER', dst: 'other', payload: {} },
  bytes: MIB,
  senderId: 'patient',
})

test('makeEphemeralMemory: one inbox that overflows loses its own oldest signals, and no other one’s', async () => {
  const memory = makeEphemeralMemory((work) => work())
  await memory.put('signals', [signal('quiet', 1)], now)
  for (let n = 1; n <= 200; n++) await memory.put('signals', [signal('flooded', n)], now)
  const numbers = async (inbox: string) => (await memory.find('signals', [inbox], now)).map(({ n }) => n)
  assert.deepEqual(await numbers('quiet'), [1])
  assert.deepEqual(await numbers('flooded'), [198, 199, 200])
})

test('makeEphemeralMemory: all inboxes together have a bound, and the oldest signals go first', async () => {
  const memory = makeEphemeralMemory((work) => work())
  for (let inbox = 1; inbox <= 100; inbox++) await memory.put('signals', [signal(String(inbox), 1)], now)
  const kept = await memory.find('signals', null, now)
  assert.deepEqual([kept.length, kept[0]!.inbox, kept.at(-1)!.inbox], [63, '38', '100'])
  await memory.remove('signals', ['100'])
  assert.equal((await memory.find('signals', null, now)).length, 62)
})
