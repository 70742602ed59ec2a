import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PAGE_ROWS as PAGE } from '@medconsult/contract'
import { allPages } from './all-pages.ts'

/** Reads a list of `length` rows as the API pages it, and records the requests. */
function list(length: number) {
  const rows = Array.from({ length }, (_, n) => ({ id: String(n) }))
  const asked: (string | undefined)[] = []
  const pause = async () => void asked.push('pause')
  const read = async ({ before }: { before?: string }) => {
    asked.push(before)
    const from = before === undefined ? 0 : rows.findIndex((row) => row.id === before) + 1
    return rows.slice(from, from + PAGE)
  }
  return { rows, asked, read, pause }
}

test('allPages: every row once, in order, however many pages', async () => {
  for (const length of [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE + 7]) {
    const { rows, read, pause } = list(length)
    assert.deepEqual(await allPages(read, pause), rows, `${length} rows`)
  }
})

test('allPages: a short page is the last; each next one follows the last row, after a pause', async () => {
  const short = list(12)
  await allPages(short.read, short.pause)
  assert.deepEqual(short.asked, [undefined])
  const long = list(2 * PAGE + 1)
  await allPages(long.read, long.pause)
  assert.deepEqual(long.asked, [undefined, 'pause', String(PAGE - 1), 'pause', String(2 * PAGE - 1)])
})
