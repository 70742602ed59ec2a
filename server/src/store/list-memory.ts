import { passedOver } from './row-memory.ts'
import type { Row, Table } from './rows.ts'

/** Lists of one table kept at most, and rows of one list. */
const KEPT = 512
const LONGEST = 256

/**
 * What a table's queries found, until the table changes: polling asks the same again and again. Only for a store that
 * nobody else writes to. Each reader gets copies.
 */
export function makeListMemory() {
  const tables = new Map<Table, Map<string, readonly Row<Table>[]>>()
  return {
    /** Undefined: not known. */
    get<T extends Table>(table: T, query: string): Row<T>[] | undefined {
      const rows = tables.get(table)?.get(query) as readonly Row<T>[] | undefined
      return rows?.map((row) => ({ ...row }))
    },
    keep(table: Table, query: string, rows: readonly Row<Table>[]): void {
      if (rows.length > LONGEST || passedOver.includes(table)) return
      let lists = tables.get(table)
      if (lists === undefined) tables.set(table, (lists = new Map()))
      if (lists.size >= KEPT) lists.clear()
      lists.set(
        query,
        rows.map((row) => ({ ...row })),
      )
    },
    forget(table: Table): void {
      tables.get(table)?.clear()
    },
  }
}
