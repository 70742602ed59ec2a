import assert from 'node:assert/strict'
import { test } from 'node:test'

const kept = new Map<string, string>()
Object.defineProperty(globalThis, 'sessionStorage', {
  value: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) },
})
const { isAnotherWindows } = await import('./call-status.ts')
const { rememberPeerId } = await import('./connection/peer-id.ts')

test('a call is another window’s if its doctor’s peer id is not this window’s; one started by a program is anybody’s', () => {
  assert.equal(isAnotherWindows({ id: 'call', doctorPeerId: null }), false)
  assert.equal(isAnotherWindows({ id: 'call', doctorPeerId: 'mine' }), true)
  rememberPeerId('call', 'mine')
  assert.equal(isAnotherWindows({ id: 'call', doctorPeerId: 'mine' }), false)
  assert.equal(isAnotherWindows({ id: 'call', doctorPeerId: 'theirs' }), true)
})
