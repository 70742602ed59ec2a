import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, samples } from './samples.ts'
import { guard, update, type Change, type Store, type Write } from '../store.ts'
import type { Table } from '../row-types.ts'
import { tables } from '../table-specs.ts'

const { id, user, login, schedule, entry, counter, call, audit, reminder } = samples

/** For each unique key: two rows that share it, and what releases the first one’s (null: nothing does). */
const clashes: Readonly<Record<string, { first: Write; second: Write; free: ((row: never) => object) | null }>> = {
  'users.oneUserPerEmail': {
    first: user(1, { email: 'ada@example.org' }),
    second: user(2, { email: 'Ada@Example.org' }),
    free: () => ({ email: 'other@example.org' }),
  },
  'schedules.oneOnlineSchedulePerDoctor': {
    first: schedule(1, { status: 'ONLINE' }),
    second: schedule(2, { status: 'ONLINE' }),
    free: () => ({ status: 'COMPLETED' }),
  },
  'queue_entries.oneLiveEntryPerPatient': {
    first: entry(1, { patientId: 'one' }),
    second: entry(2, { patientId: 'one' }),
    free: () => ({ status: 'LEFT' }),
  },
  'queue_entries.queueNumber': { first: entry(1, { queueNumber: 7 }), second: entry(2, { queueNumber: 7 }), free: null },
  'call_sessions.oneOpenCallPerDoctor': {
    first: call(1, { doctorId: 'one' }),
    second: call(2, { doctorId: 'one' }),
    free: () => ({ status: 'ENDED' }),
  },
  'call_sessions.oneOpenCallPerPatient': {
    first: call(1, { patientId: 'one' }),
    second: call(2, { patientId: 'one' }),
    free: () => ({ status: 'ENDED' }),
  },
  'guest_links.oneLinkPerSecret': alike('guest_links', { secretHash: 'same' }),
  'guest_links.oneWayBackPerGuest': alike('guest_links', { kind: 'RETURN', userId: 'user' }),
  'join_codes.oneDoctorPerCode': alike('join_codes', { code: 'SAME' }),
  'account_links.oneLinkPerSecret': alike('account_links', { secretHash: 'same' }),
  'notices.oneOfAKind': alike('notices', { cause: 'same' }),
  'tell_me.oneLinkPerSecret': alike('tell_me', { secretHash: 'same' }),
}

/** Two rows that share what `patch` sets, for good. */
function alike(table: Table, patch: object): { first: Write; second: Write; free: null } {
  const [first, second] = [1, 2].map((n) => {
    const row = samples.door(n).find((it) => it.table === table)!
    return { ...row, after: { ...row.after, ...patch } } as Write
  })
  return { first: first!, second: second!, free: null }
}

/** A row of any table with some fields changed. */
const patched = (change: Write, patch: object): Write => update(change.table, change.after, patch) as Write

/** What every store's `commit` does. */
export function commitContract(open: () => Promise<Store>): void {
  writesOfCommit(open)
  refusalsOfCommit(open)
  guardsOfCommit(open)
  keysOfCommit(open)
}

function writesOfCommit(open: () => Promise<Store>): void {
  test('commit: every table stores a row unchanged', async () => {
    await using store = await open()
    const long = 'é😀'.repeat(10_000)
    const changes = [
      user(1, { name: 'Zoë “Z” O’Hara\\ 😀 ' }),
      login(1),
      schedule(1, { settled: false }),
      entry(1, { isReady: true, callSessionId: 'call' }),
      counter(1, { lastNumber: 2 ** 40 }),
      call(1, { endReason: 'BOTH_GONE', confirmedAt: '' }),
      audit(1),
      audit(2, { metadata: {}, doctorId: null, scheduleId: null, actorUserId: 'somebody' }),
      audit(3, { metadata: { long } }),
      reminder(1),
    ]
    assert.equal(await store.commit(changes), true)
    for (const { table, after } of changes) {
      assert.deepEqual(await store.get(table, after.id), after)
      assert.deepEqual(await store.find(table, { id: after.id }), [after])
    }
  })

  test('commit: an update keeps all other fields, and sets a field to null and back', async () => {
    await using store = await open()
    const first = call(1)
    const second = update('call_sessions', first.after, { doctorPeerId: 'peer', confirmedAt: 'then' })
    const third = update('call_sessions', second.after, { doctorPeerId: null, status: 'CONFIRMED' })
    for (const change of [first, second, third]) {
      assert.equal(await store.commit([change]), true)
      assert.deepEqual(await store.get('call_sessions', id(1)), change.after)
    }
    const silent = update('call_sessions', third.after, {})
    assert.equal(await store.commit([silent]), true)
    assert.equal((await store.get('call_sessions', id(1)))?.version, 4)
  })

  test('commit: `after` is stored, whatever the fields of `before`', async () => {
    await using store = await open()
    const { after } = entry(1)
    await store.commit([entry(1)])
    const seenOtherwise = { ...after, status: 'CLOSED' } as const
    assert.equal(await store.commit([update('queue_entries', seenOtherwise, { status: 'CLOSED' })]), true)
    assert.equal((await store.get('queue_entries', id(1)))?.status, 'CLOSED')
  })

  test('commit: without changes it succeeds at once', async () => {
    await using store = await open()
    assert.equal(await store.commit([]), true)
  })
}

function refusalsOfCommit(open: () => Promise<Store>): void {
  test('commit: is refused for a taken id', async () => {
    await using store = await open()
    assert.equal(await store.commit([counter(1)]), true)
    assert.equal(await store.commit([counter(1, { rev: 9 })]), false)
    assert.deepEqual(await store.get('queue_counters', id(1)), counter(1).after)
  })

  test('commit: all or nothing, at whichever change it is refused', async () => {
    await using store = await open()
    const stale = update('queue_counters', counter(9).after, { rev: 1 })
    const good: Change[] = [counter(1), counter(2), counter(3)]
    for (const at of [0, 1, 2, 3]) {
      assert.equal(await store.commit(good.toSpliced(at, 0, stale)), false)
      assert.equal(await store.commit(good.toSpliced(at, 0, guard('queue_counters', counter(9).after))), false)
      assert.equal(await store.count('queue_counters', {}), 0)
    }
    assert.equal(await store.commit([entry(1), entry(2), entry(3, { queueNumber: 1 })]), false)
    assert.equal(await store.count('queue_entries', {}), 0)
    assert.equal(await store.commit(good), true)
  })

  test('commit: is refused for a stale `before`, and changes nothing', async () => {
    await using store = await open()
    const first = counter(1)
    await store.commit([first])
    const second = update('queue_counters', first.after, { rev: 1 })
    assert.equal(await store.commit([second]), true)
    assert.equal(await store.commit([update('queue_counters', first.after, { rev: 2 })]), false)
    assert.equal(await store.commit([second]), false)
    assert.deepEqual(await store.get('queue_counters', id(1)), second.after)
  })

  test('commit: is refused for a row that does not exist, or no longer', async () => {
    await using store = await open()
    assert.equal(await store.commit([update('reminders', reminder(1).after, { patientId: 'new' })]), false)
    await store.commit([reminder(1)])
    assert.equal(await store.prune('reminders', { at: { lt: instant(9) } }, 10), 1)
    assert.equal(await store.commit([update('reminders', reminder(1).after, { patientId: 'new' })]), false)
    assert.equal(await store.commit([guard('reminders', reminder(1).after)]), false)
  })
}

function guardsOfCommit(open: () => Promise<Store>): void {
  test('commit: a guard accepts an unchanged row and leaves it so; otherwise the whole commit is refused', async () => {
    await using store = await open()
    const guarded = schedule(1)
    await store.commit([guarded, counter(1)])
    const write = update('queue_counters', counter(1).after, { rev: 1 })
    assert.equal(await store.commit([guard('schedules', guarded.after), write]), true)
    assert.deepEqual(await store.get('schedules', id(1)), guarded.after)
    const started = update('schedules', guarded.after, { status: 'ONLINE' })
    assert.equal(await store.commit([started]), true)
    assert.equal(await store.commit([update('queue_counters', write.after, { rev: 2 }), guard('schedules', guarded.after)]), false)
    assert.equal((await store.get('queue_counters', id(1)))?.rev, 1)
    assert.equal(await store.commit([guard('schedules', started.after)]), true)
  })

  test('commit: of two that each guard the other’s row, at most one succeeds', async () => {
    await using store = await open()
    for (let n = 1; n <= 20; n += 2) {
      const [one, other] = [counter(n), counter(n + 1)]
      await store.commit([one, other])
      const results = await Promise.all([
        store.commit([guard('queue_counters', other.after), update('queue_counters', one.after, { rev: 1 })]),
        store.commit([guard('queue_counters', one.after), update('queue_counters', other.after, { rev: 1 })]),
      ])
      assert.equal(results.filter(Boolean).length, 1)
    }
  })

  test('commit: several changes of one row are applied in order', async () => {
    await using store = await open()
    const first = counter(1)
    const second = update('queue_counters', first.after, { rev: 1 })
    const third = update('queue_counters', second.after, { rev: 2, inQueue: 1 })
    assert.equal(await store.commit([first, second, guard('queue_counters', second.after), third]), true)
    assert.deepEqual(await store.get('queue_counters', id(1)), third.after)
    const fourth = update('queue_counters', third.after, { rev: 3 })
    assert.equal(await store.commit([fourth, update('queue_counters', third.after, { rev: 4 })]), false)
    assert.deepEqual(await store.get('queue_counters', id(1)), third.after)
  })
}

function keysOfCommit(open: () => Promise<Store>): void {
  test('commit: every unique key is tested here', () => {
    const declared = Object.entries(tables).flatMap(([table, { unique }]) => Object.keys(unique).map((key) => `${table}.${key}`))
    assert.deepEqual(Object.keys(clashes).toSorted(), declared.toSorted())
  })

  for (const [key, { first, second, free }] of Object.entries(clashes)) {
    test(`commit: ${key} is unique${free ? ', and available again once its row gives it up' : ''}`, async () => {
      await using store = await open()
      assert.equal(await store.commit([first, second]), false)
      assert.equal(await store.commit([first]), true)
      assert.equal(await store.commit([second]), false)
      if (free === null) return
      const freed = patched(first, free(first.after as never))
      assert.equal(await store.commit([freed, second]), true)
      assert.equal(await store.commit([patched(freed, first.after)]), false)
      assert.deepEqual(await store.get(first.table, first.after.id), freed.after)
    })
  }
}
