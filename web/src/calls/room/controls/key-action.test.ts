import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyAction } from './key-action.ts'

const press = (key: string, code: string, more = {}) =>
  keyAction({ key, code, ctrlKey: true, shiftKey: false, altKey: false, metaKey: false, repeat: false, ...more })

test('keys: Ctrl with D, E and Shift+/, and nothing else', () => {
  assert.equal(press('d', 'KeyD'), 'microphone')
  assert.equal(press('E', 'KeyE'), 'camera')
  assert.equal(press('?', 'Slash', { shiftKey: true }), 'help')
  assert.equal(press('d', 'KeyD', { ctrlKey: false }), null)
  assert.equal(press('d', 'KeyD', { shiftKey: true }), null)
  for (const more of [{ altKey: true }, { metaKey: true }, { repeat: true }]) assert.equal(press('d', 'KeyD', more), null)
})

test('keys: by position on layouts without Latin letters, by letter on others', () => {
  assert.equal(press('в', 'KeyD'), 'microphone')
  assert.equal(press('у', 'KeyE'), 'camera')
  assert.equal(press('ε', 'KeyE'), 'camera')
  assert.equal(press('ي', 'KeyD'), 'microphone')
  // Dvorak has D on another key, and E at D's position.
  assert.equal(press('d', 'KeyH'), 'microphone')
  assert.equal(press('.', 'KeyE'), null)
  assert.equal(press('e', 'KeyD'), 'camera')
})
