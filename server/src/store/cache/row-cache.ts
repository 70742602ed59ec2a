import type { Row, Table } from '../row-types.ts'

/** The capacity, in rows per table. */
const KEPT = 16_384
/** Tables whose rows contain objects, which a copy would share, and are hardly ever read again. */
const passedOver: readonly Table[] = ['audit_logs']

export type RowCache = ReturnType<typeof makeRowCache>

/**
 * Rows by id as stored, null for none: every request reads its person, login and call again, which seldom change. Only for
 * a store that nobody else writes to, and that updates or drops rows here when it changes them. All readers share one row,
 * so it is frozen.
 */
export function makeRowCache(kept = KEPT) {
  const tables = new Map<Table, Map<string, Row<Table> | null>>()
  return {
    /** Whether rows of this table are cached. */
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
