import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { commitContract } from './commit-suite.ts'
import { ephemeralContract } from './ephemeral-suite.ts'
import { findContract } from './find-suite.ts'
import { pruneContract } from './prune-suite.ts'
import { racesContract } from './races-suite.ts'
import { samples } from './samples.ts'
import { StoreAway, type Store } from '../store.ts'

const { id, counter } = samples

/** The tests that every adapter of the store port passes. `open` returns a new empty store each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    commitContract(open)
    findContract(open)
    pruneContract(open)
    ephemeralContract(open)
    racesContract(open)

    test('ping: resolves while the store answers', async () => {
      await using store = await open()
      await store.ping()
      await store.commit([counter(1)])
      await store.ping()
    })

    test('dispose: closes the store; a second time does nothing, and every later call throws StoreAway', async () => {
      const store = await open()
      await store.commit([counter(1)])
      await store[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      await assert.rejects(store.get('queue_counters', id(1)), StoreAway)
      await assert.rejects(store.find('queue_counters', {}), StoreAway)
      await assert.rejects(store.count('queue_counters', {}), StoreAway)
      await assert.rejects(store.commit([counter(2)]), StoreAway)
      await assert.rejects(store.prune('reminders', {}, 1), StoreAway)
      await assert.rejects(store.ping(), StoreAway)
      await assert.rejects(store.ephemeral.find('processes', null, new Date()), StoreAway)
    })
  })
}
