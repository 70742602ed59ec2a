import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PresenceRow, ProcessRow, SignalRow } from '../ephemeral-rows.ts'
import type { Store } from '../store.ts'

/** Tests use the real time, since MongoDB expires rows by its own clock. */
const begin = Date.now()
const after = (seconds: number): Date => new Date(begin + seconds * 1000)

const presence = (id: string, patch: Partial<PresenceRow> = {}): PresenceRow => ({
  id,
  subject: 'user:1',
  kind: 'SOCKET',
  processId: 'one',
  at: after(0).toISOString(),
  ...patch,
})
const beat = (id: string, seconds = 0): ProcessRow => ({ id, beatAt: after(seconds).toISOString(), startedAt: after(0).toISOString() })
const signal = (n: number, patch: Partial<SignalRow> = {}): SignalRow => ({
  id: `call:${n}`,
  inbox: 'call:doctor',
  callSessionId: 'call',
  n,
  from: 'patient',
  peerId: 'peer',
  message: { type: 'OFFER', dst: 'other', payload: { sdp: 'v=0', $set: { 'a.b': [1, 2.5, null, true, { deep: [] }] } } },
  bytes: 100,
  senderId: 'patient',
  ...patch,
})
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).toSorted()
const numbers = (rows: readonly SignalRow[]): number[] => rows.map(({ n }) => n)

/** What every store's ephemeral rows do. */
export function ephemeralContract(open: () => Promise<Store>): void {
  test('ephemeral: a row reads as last put, found by its field only', async () => {
    await using store = await open()
    const { ephemeral } = store
    await ephemeral.put('presences', [presence('a'), presence('b'), presence('c', { subject: 'user:2' })], after(0))
    await ephemeral.put('presences', [presence('b', { subject: 'user:3', kind: 'GONE' })], after(1))
    await ephemeral.put('presences', [], after(1))
    assert.deepEqual(await ephemeral.find('presences', ['user:1'], after(1)), [presence('a')])
    assert.deepEqual(await ephemeral.find('presences', ['user:3'], after(1)), [presence('b', { subject: 'user:3', kind: 'GONE' })])
    assert.deepEqual(ids(await ephemeral.find('presences', ['user:1', 'user:2', 'user:2', 'nobody'], after(1))), ['a', 'c'])
    assert.deepEqual(await ephemeral.find('presences', [], after(1)), [])
    await ephemeral.put('processes', [beat('one'), beat('two')], after(0))
    assert.deepEqual(ids(await ephemeral.find('processes', null, after(1))), ['one', 'two'])
  })

  test('ephemeral: a row expires a fixed time after it was last put, for every reader', async () => {
    await using store = await open()
    const { ephemeral } = store
    await ephemeral.put('processes', [beat('one'), beat('two')], after(0))
    await ephemeral.put('processes', [beat('two', 5)], after(5))
    assert.deepEqual(ids(await ephemeral.find('processes', null, after(7199.999))), ['one', 'two'])
    assert.deepEqual(ids(await ephemeral.find('processes', ['one', 'two'], after(7200))), ['two'])
    assert.deepEqual(await ephemeral.find('processes', null, after(7205)), [])
    await ephemeral.put('signals', [signal(1)], after(0))
    assert.deepEqual(numbers(await ephemeral.find('signals', ['call:doctor'], after(59.999))), [1])
    assert.deepEqual(await ephemeral.find('signals', ['call:doctor'], after(60)), [])
  })

  test('ephemeral: numbered rows are read in order, page by page, as sent', async () => {
    await using store = await open()
    const { ephemeral } = store
    const all = [12, 3, 100, 7, 1e12].map((n) => signal(n))
    await ephemeral.put('signals', [...all, signal(5, { inbox: 'call:patient' })], after(0))
    assert.deepEqual(numbers(await ephemeral.find('signals', ['call:doctor'], after(1))), [3, 7, 12, 100, 1e12])
    assert.deepEqual(numbers(await ephemeral.find('signals', ['call:doctor', 'call:patient'], after(1))), [3, 5, 7, 12, 100, 1e12])
    assert.deepEqual(await ephemeral.find('signals', ['call:doctor'], after(1), { after: 3, limit: 2 }), [signal(7), signal(12)])
    assert.deepEqual(await ephemeral.find('signals', ['call:doctor'], after(1), { after: 1e12, limit: 2 }), [])
  })

  test('ephemeral: removed rows are gone, and no others', async () => {
    await using store = await open()
    const { ephemeral } = store
    await ephemeral.put('signals', [signal(1), signal(2), signal(3, { inbox: 'other' })], after(0))
    await ephemeral.remove('signals', ['call:doctor', 'nobody'])
    assert.deepEqual(await ephemeral.find('signals', ['call:doctor'], after(1)), [])
    assert.deepEqual(numbers(await ephemeral.find('signals', ['other'], after(1))), [3])
  })

  test('ephemeral: a counter’s numbers only rise, whatever the clock; each is used once and is at least the milliseconds', async () => {
    await using store = await open()
    const { ephemeral } = store
    const next = (id: string, seconds: number): Promise<number> => ephemeral.nextNumber('signal_counters', id, after(seconds))
    assert.equal(await next('call', 0), begin)
    assert.equal(await next('call', 0), begin + 1)
    assert.equal(await next('call', -3600), begin + 2)
    assert.equal(await next('other', 1), begin + 1000)
    assert.equal(await next('call', 2), begin + 2000)
    const many = await Promise.all(Array.from({ length: 50 }, () => next('call', 2)))
    assert.deepEqual(
      many.toSorted((a, b) => a - b),
      Array.from({ length: 50 }, (_, i) => begin + 2001 + i),
    )
    await ephemeral.remove('signal_counters', ['call'])
    assert.equal(await next('call', 3), begin + 3000, 'as after a restart')
  })

  test('ephemeral: rows are part of no commit and no copy', async () => {
    await using store = await open()
    await store.ephemeral.put('signals', [signal(1)], after(0))
    assert.equal(await store.commit([]), true)
    assert.deepEqual(numbers(await store.ephemeral.find('signals', ['call:doctor'], after(1))), [1])
  })
}
