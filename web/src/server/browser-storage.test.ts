import assert from 'node:assert/strict'
import test from 'node:test'
import { storageOf } from './browser-storage.ts'

test('a browser storage returns what was written, until null removes it', () => {
  const kept = new Map<string, string>()
  const storage = storageOf(
    () =>
      ({
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      }) as Storage,
  )
  assert.equal(storage.write('a', '1'), true)
  assert.equal(storage.read('a'), '1')
  assert.equal(storage.write('a', null), true)
  assert.equal(storage.read('a'), null)
})

test('a browser storage that is refused stores nothing, and reports it', () => {
  const storage = storageOf(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  assert.equal(storage.write('a', '1'), false)
  assert.equal(storage.read('a'), null)
})
