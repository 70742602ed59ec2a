import assert from 'node:assert/strict'
import { test } from 'node:test'
import { helpRows } from './help-rows.ts'

const listed = (there: Parameters<typeof helpRows>[0]): string[] => helpRows(there).map(({ how }) => how.join('+'))

test('helpRows: by keys or by touch, the second camera only where there is one, the own picture only in the tab that has it', () => {
  assert.deepEqual(listed({ touch: false, here: true, turns: false }), ['Ctrl+D', 'Ctrl+E', 'Arrow keys', 'Ctrl+Shift+/'])
  assert.deepEqual(listed({ touch: true, here: true, turns: false }), ['Tap Microphone', 'Tap Camera', 'Drag it to a corner'])
  assert.deepEqual(listed({ touch: true, here: true, turns: true }), ['Tap Microphone', 'Tap Camera', 'Tap Turn', 'Drag it to a corner'])
  assert.deepEqual(listed({ touch: false, here: false, turns: false }), ['Ctrl+D', 'Ctrl+E', 'Ctrl+Shift+/'])
})
