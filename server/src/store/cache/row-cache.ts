import type { Row, Table } from '../row-types.ts'

/** Rows of one table kept at most. */
const KEPT = 16_384
/** Their rows hold objects, which a copy of the row would share. They are hardly ever read again as they were. */
const passedOver: readonly Table[] = ['audit_logs']

export type RowCache = ReturnType<typeof makeRowCache>

/**
 * Rows by id as they are stored, null for none: who asks, their login and their call are read again by every request
 * and seldom change. Only for a store that nobody else writes to; whoever changes a row says what it is now, or has
 * it forgotten. All readers share one row, so it is frozen.
 */
export function makeRowCache(kept = KEPT) {
  const tables = new Map<Table, Map<string, Row<Table> | null>>()
  return {
    /** Whether rows of this table are remembered at all. */
    takes: (table: Table): boolean => !passedOver.includes(table),
    /** Undefined: not known. */
    get<T extends Table>(table: T, id: string): Row<T> | null | undefined {
      return tables.get(table)?.get(id) as Row<T> | null | undefined
    },
    keep(table: Table, id: string, row: Row<Table> | null): void {
      if (passedOver.includes(table)) return
      let rows = tables.get(table)
      if (rows === undefined) tables.set(table, (rows = new Map()))
      rows.delete(id)
      const oldest = rows.size < kept ? undefined : rows.keys().next().value
      if (oldest !== undefined) rows.delete(oldest)
      rows.set(id, row && Object.freeze(row))
    },
    forget(table: Table, id: string): void {
      tables.get(table)?.delete(id)
    },
    forgetAll(table: Table): void {
      tables.delete(table)
    },
  }
}
