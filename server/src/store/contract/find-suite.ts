import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Row } from '../row-types.ts'
import { instant, samples } from './samples.ts'
import { update, type Page, type Store, type Where } from '../store.ts'

const { id, entry, counter, call, audit, reminder } = samples

const ids = (rows: readonly { id: string }[]): number[] => rows.map((row) => Number(row.id.slice(-12)))

/** What every store's `get`, `find` and `count` do. */
export function findContract(open: () => Promise<Store>): void {
  conditionsOfFind(open)
  ordersOfFind(open)
  anyFind(open)
  readersOfFind(open)
}

function conditionsOfFind(open: () => Promise<Store>): void {
  test('find: a missing row is null, and no rows are an empty list', async () => {
    await using store = await open()
    assert.equal(await store.get('users', id(1)), null)
    assert.deepEqual(await store.find('users', { email: 'nobody' }), [])
    assert.equal(await store.count('users', {}), 0)
  })

  test('find: by equality, several values, ranges, null and booleans', async () => {
    await using store = await open()
    await store.commit(
      [1, 2, 3, 4, 10].map((n) =>
        entry(n, { callSessionId: n < 3 ? null : `call ${n}`, isReady: n % 2 === 0, status: n < 3 ? 'WAITING' : 'DONE' }),
      ),
    )
    const cases: [Where<Row<'queue_entries'>>, number[]][] = [
      [{}, [1, 2, 3, 4, 10]],
      [{ scheduleId: 'schedule' }, [1, 2, 3, 4, 10]],
      [{ scheduleId: 'other' }, []],
      [{ scheduleId: 'schedule', queueNumber: 3 }, [3]],
      [{ scheduleId: 'schedule', status: { in: ['WAITING', 'READY'] } }, [1, 2]],
      [{ scheduleId: 'schedule', status: { in: ['WAITING', 'READY', 'DONE'] } }, [1, 2, 3, 4, 10]],
      [{ scheduleId: 'schedule', status: { in: ['DONE'] } }, [3, 4, 10]],
      [{ scheduleId: 'schedule', status: { in: [] } }, []],
      [{ scheduleId: 'schedule', rev: { gt: 2 } }, [3, 4, 10]],
      [{ scheduleId: 'schedule', rev: { gte: 2 } }, [2, 3, 4, 10]],
      [{ scheduleId: 'schedule', rev: { lt: 4 } }, [1, 2, 3]],
      [{ scheduleId: 'schedule', rev: { gte: 2, lt: 4 } }, [2, 3]],
      [{ joinedAt: { lt: instant(3) } }, [1, 2]],
      [{ callSessionId: null }, [1, 2]],
      [{ callSessionId: 'call 3' }, [3]],
      [{ callSessionId: { gte: 'call' } }, [3, 4, 10]],
      [{ isReady: true }, [2, 4, 10]],
      [{ isReady: false }, [1, 3]],
      [{ isReady: { in: [true, false] }, callSessionId: null }, [1, 2]],
    ]
    for (const [where, expected] of cases) {
      assert.deepEqual(
        ids(await store.find('queue_entries', where)).toSorted((a, b) => a - b),
        expected,
        JSON.stringify(where),
      )
      assert.deepEqual(ids(await store.find('queue_entries', where, { by: 'queueNumber', order: 'asc' })), expected, JSON.stringify(where))
      assert.deepEqual(
        ids(await store.find('queue_entries', where, { by: 'rev', order: 'desc', limit: 2 })),
        expected.toReversed().slice(0, 2),
      )
      assert.equal(await store.count('queue_entries', where), expected.length, JSON.stringify(where))
    }
  })
}

function ordersOfFind(open: () => Promise<Store>): void {
  test('find: text is ordered by code point, numbers by size, equal values by id', async () => {
    await using store = await open()
    const names = ['', ' ', '10', '2', 'A', 'Z', 'a', 'é', '😀']
    await store.commit(names.toReversed().map((patientId, n) => reminder(n + 1, { patientId })))
    const byText = await store.find('reminders', {}, { by: 'patientId', order: 'asc' })
    assert.deepEqual(
      byText.map((row) => row.patientId),
      names,
    )
    await store.commit([20, 100, 3].map((n) => entry(n, { rev: 1 })))
    await store.commit([entry(5, { rev: 0 })])
    assert.deepEqual(ids(await store.find('queue_entries', {}, { by: 'rev', order: 'asc' })), [5, 3, 20, 100])
    assert.deepEqual(ids(await store.find('queue_entries', {}, { by: 'rev', order: 'desc' })), [100, 20, 3, 5])
    assert.deepEqual(ids(await store.find('queue_entries', {}, { by: 'queueNumber', order: 'desc' })), [100, 20, 5, 3])
  })

  for (const order of ['asc', 'desc'] as const)
    for (const limit of [1, 3, 7, 100])
      test(`find: pages of ${limit}, ${order}, contain each row once, also across equal values`, async () => {
        await using store = await open()
        const rows = Array.from({ length: 25 }, (_, n) => call(n + 1, { status: 'ENDED', doctorId: 'one', createdAt: instant(n % 4) }))
        await store.commit([...rows, call(90, { status: 'ENDED', doctorId: 'other' })])
        for (const by of ['createdAt', 'id'] as const) {
          const whole = await store.find('call_sessions', { doctorId: 'one' }, { by, order })
          const seen: Row<'call_sessions'>[] = []
          for (;;) {
            const after = seen.at(-1)
            const page = await store.find('call_sessions', { doctorId: 'one' }, { by, order, limit, ...(after && { after }) })
            seen.push(...page)
            if (page.length < limit) break
          }
          assert.equal(whole.length, 25)
          assert.deepEqual(seen, whole)
        }
      })

  test('find: a page continues after a row that has moved or gone', async () => {
    await using store = await open()
    const rows = [1, 2, 3, 4].map((n) => reminder(n, { at: instant(n === 2 ? 0 : 1) }))
    await store.commit(rows)
    const after = { ...rows[1]!.after, at: instant(1) }
    await store.prune('reminders', { at: instant(0) }, 1)
    assert.deepEqual(ids(await store.find('reminders', {}, { by: 'at', order: 'asc', after })), [3, 4])
    await store.commit([update('reminders', rows[2]!.after, { at: instant(9) })])
    assert.deepEqual(ids(await store.find('reminders', {}, { by: 'at', order: 'asc', after })), [4, 3])
  })
}

function anyFind(open: () => Promise<Store>): void {
  test('find: any condition and page gives what filtering and sorting a list would', async () => {
    await using store = await open()
    const rows = Array.from({ length: 60 }, (_, n) =>
      entry(n + 1, {
        scheduleId: `schedule ${n % 3}`,
        status: (['DONE', 'LEFT', 'CLOSED'] as const)[(n % 7) % 3]!,
        rev: (n * 7) % 11,
        callSessionId: n % 4 ? null : 'call',
      }),
    ).map(({ after }) => after)
    await store.commit(rows.map((after) => ({ kind: 'insert', table: 'queue_entries', after })))
    await fc.assert(
      fc.asyncProperty(conditions, pages, async ({ status, rev, ...rest }, { by, order, limit, after }) => {
        const where = { ...rest, ...(status && { status }), ...(rev && { rev }) } as Where<Row<'queue_entries'>>
        const last = after === null ? undefined : rows[after]
        const key = (row: Row<'queue_entries'>): string => `${String(row[by]).padStart(40, '0')} ${row.id}`
        const sorted = rows.filter((row) => matches(row, where)).toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
        const ordered = order === 'asc' ? sorted : sorted.toReversed()
        const behind = ordered.filter((row) => last === undefined || (order === 'asc' ? key(row) > key(last) : key(row) < key(last)))
        const page: Page<Row<'queue_entries'>> = { by, order, ...(limit !== null && { limit }), ...(last && { after: last }) }
        assert.deepEqual(await store.find('queue_entries', where, page), behind.slice(0, limit ?? undefined))
        assert.equal(await store.count('queue_entries', where), sorted.length)
      }),
      { seed: 20_260_102, numRuns: 150 },
    )
  })
}

function readersOfFind(open: () => Promise<Store>): void {
  test('find: a reader’s changes to a row are not visible to others', async () => {
    await using store = await open()
    const metadata = { from: 'A' }
    await store.commit([audit(1, { metadata }), counter(3)])
    Object.assign(metadata, { from: 'B' })
    const readers = [
      async () => [await store.get('audit_logs', id(1)), await store.get('queue_counters', id(3))],
      async () => [...(await store.find('audit_logs', {})), ...(await store.find('queue_counters', {}))],
    ] as const
    for (const read of [...readers, ...readers]) {
      const [row, counted] = await read()
      assert.deepEqual(row, audit(1, { metadata: { from: 'A' } }).after)
      assert.deepEqual(counted, counter(3).after)
      spoil(row.metadata, { from: 'C' })
      for (const it of [row, counted]) spoil(it, { version: 99 })
    }
  })

  test('find: thousands of rows are counted, paged and found', async () => {
    await using store = await open()
    for (let n = 0; n < 5000; n += 500) {
      const rows = Array.from({ length: 500 }, (_, i) => entry(n + i + 1, { scheduleId: (n + i) % 5 ? 'long' : 'short', status: 'DONE' }))
      assert.equal(await store.commit(rows), true)
    }
    assert.equal(await store.count('queue_entries', { scheduleId: 'long', status: 'DONE' }), 4000)
    const newest = await store.find('queue_entries', { scheduleId: 'long' }, { by: 'queueNumber', order: 'desc', limit: 3 })
    assert.deepEqual(ids(newest), [5000, 4999, 4998])
    const after = await store.get('queue_entries', id(2500))
    assert(after)
    const page = await store.find('queue_entries', { scheduleId: 'short' }, { by: 'queueNumber', order: 'asc', limit: 2, after })
    assert.deepEqual(ids(page), [2501, 2506])
    assert.equal((await store.find('queue_entries', {})).length, 5000)
  })
}

const conditions = fc.record(
  {
    scheduleId: fc.constantFrom('schedule 0', 'schedule 1', 'schedule 2', 'none'),
    status: fc.oneof(
      fc.constantFrom('DONE', 'LEFT'),
      fc.record({ in: fc.array(fc.constantFrom('DONE', 'LEFT', 'CLOSED', 'READY'), { maxLength: 5 }) }),
    ),
    rev: fc.oneof(
      fc.integer({ min: 0, max: 10 }),
      fc.record({ lt: fc.integer({ min: 0, max: 11 }), gte: fc.integer({ min: 0, max: 11 }) }, { requiredKeys: [] }),
    ),
    callSessionId: fc.constantFrom(null, 'call'),
  },
  { requiredKeys: [] },
)

const pages = fc.record({
  by: fc.constantFrom('id' as const, 'rev' as const, 'queueNumber' as const, 'joinedAt' as const),
  order: fc.constantFrom('asc' as const, 'desc' as const),
  limit: fc.option(fc.integer({ min: 1, max: 20 })),
  after: fc.option(fc.integer({ min: 0, max: 59 })),
})

/** A condition, evaluated plainly. */
function matches(row: Row<'queue_entries'>, where: Where<Row<'queue_entries'>>): boolean {
  return Object.entries(where).every(([field, wanted]) => {
    const value = row[field as keyof typeof row]
    if (typeof wanted !== 'object' || wanted === null) return value === wanted
    if ('in' in wanted) return (wanted.in as readonly unknown[]).includes(value)
    const { lt, gt, gte } = wanted as { lt?: number; gt?: number; gte?: number }
    const number = Number(value)
    return (lt === undefined || number < lt) && (gt === undefined || number > gt) && (gte === undefined || number >= gte)
  })
}

/** Changes a row if it is not frozen. */
function spoil(row: object, patch: object): void {
  try {
    Object.assign(row, patch)
  } catch (error) {
    assert(error instanceof TypeError && Object.isFrozen(row))
  }
}
