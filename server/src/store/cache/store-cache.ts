import type { Row, Table } from '../row-types.ts'
import { makeQueryCache } from './query-cache.ts'
import { makeRowCache } from './row-cache.ts'

/** A row before a commit, null for a new one, and as it is stored now. */
export interface Written {
  readonly table: Table
  readonly before: Row<Table> | null
  readonly after: Row<Table>
}

export type StoreCache = ReturnType<typeof makeStoreCache>

/**
 * What a store that nobody else writes to need not read or compute again: rows by id, lists by their query, and whatever
 * `memoizedByRow` derives from a row, down to its JSON. One protocol holds for all of it:
 * - A cached row is frozen and shared by all readers. A changed row is another object, so what is derived from a row stays true.
 * - Only the store's owner changes the cache: `rows` while it writes, `committed` after a durable commit, `forgetAll` before a prune.
 * - A list is dropped by the commit of any row that may belong to it, so no cached answer differs from what is stored.
 */
export function makeStoreCache() {
  const rows = makeRowCache()
  const queries = makeQueryCache()
  return {
    rows,
    queries,
    /** After a durable commit. */
    committed(written: readonly Written[]): void {
      for (const { table, before, after } of written) queries.changed(table, before, after)
    },
    /** Before rows of a table are removed. */
    forgetAll(table: Table): void {
      rows.forgetAll(table)
      queries.forgetAll(table)
    },
  }
}
