import assert from 'node:assert/strict'
import test from 'node:test'
import { announcementAt } from './invitation-words.ts'
import { ringPause } from './ring-sound.ts'

test('announcementAt: the call at once, then 30 and 10 seconds, each once', () => {
  const said: string[] = []
  let before: number | null = null
  for (let now = 48; now >= 0; now -= 1) {
    const words = announcementAt(before, now, 'Dr. Quinn')
    if (words) said.push(words)
    before = now
  }
  assert.deepEqual(said, ['Dr. Quinn is calling you. 48 seconds left to join.', '30 seconds left to join', '10 seconds left to join'])
})

test('announcementAt: a page that was frozen announces the last mark it has passed', () => {
  assert.equal(announcementAt(45, 8, 'Dr. Quinn'), '10 seconds left to join')
  assert.equal(announcementAt(9, 0, 'Dr. Quinn'), '')
})

test('ringPause: faster in the last ten seconds', () => {
  assert.deepEqual([ringPause(11), ringPause(10), ringPause(1)], [3000, 1500, 1500])
})
