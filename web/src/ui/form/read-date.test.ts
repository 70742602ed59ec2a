import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDate } from './read-date.ts'

const today = '2026-11-29'

test('readDate: a date as people write it', () => {
  for (const [text, day] of Object.entries({
    '2026-12-02': '2026-12-02',
    '2 Dec 2026': '2026-12-02',
    'Wed 2 Dec 2026': '2026-12-02',
    'Wednesday, 2 December 2026': '2026-12-02',
    '2 dec': '2026-12-02',
    '2.12.2026': '2026-12-02',
    '2/12/26': '2026-12-02',
    '2.12.': '2026-12-02',
    '29 Nov': '2026-11-29',
    '28 Nov': '2027-11-28',
    '1 Sept': '2027-09-01',
    '29 Feb 2028': '2028-02-29',
  }))
    assert.equal(readDate(text, today), day, text)
})

test('readDate: null for anything else, without guessing', () => {
  for (const text of ['', 'soon', '31 June 2027', '2026-02-30', '2/13/2026', '2 Foo 2026', '0 Dec'])
    assert.equal(readDate(text, today), null, text)
})
