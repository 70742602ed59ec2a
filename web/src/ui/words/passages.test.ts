import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blocksOf } from './passages.ts'

test('blocksOf: headings, paragraphs whose lines are joined, lists; whatever else stands there is a paragraph', () => {
  assert.deepEqual(blocksOf('Before.\nGoes on.\n\n## What we keep \n- One,\n  longer\n- Two\n\nAfter.\n- Three'), [
    { kind: 'paragraph', text: 'Before. Goes on.' },
    { kind: 'heading', text: 'What we keep' },
    { kind: 'list', points: ['One, longer', 'Two'] },
    { kind: 'paragraph', text: 'After.' },
    { kind: 'list', points: ['Three'] },
  ])
  assert.deepEqual(blocksOf('\n\n'), [])
  assert.deepEqual(blocksOf('<b>#1</b>\r\n\r\n##no heading'), [
    { kind: 'paragraph', text: '<b>#1</b>' },
    { kind: 'paragraph', text: '##no heading' },
  ])
})
