import type { Rows, Table } from './rows.ts'

/** A column that tables of an earlier version lack, and what their rows have in it: null, or a value. */
export type AddedColumn = {
  [T in Table]: { readonly table: T; readonly column: keyof Rows[T] & string; readonly value: string | number | null }
}[Table]

/** What SQLite's version 3 and MongoDB's version 2 added: one row a column, for both stores' migrations. */
export const addedColumns: readonly AddedColumn[] = [
  { table: 'users', column: 'passwordHashOf', value: 'TYPED' },
  { table: 'schedules', column: 'startedAt', value: null },
  { table: 'queue_entries', column: 'lastCall', value: null },
  { table: 'queue_entries', column: 'media', value: null },
  { table: 'queue_entries', column: 'askedAgainAt', value: null },
  { table: 'queue_entries', column: 'leftReason', value: null },
  { table: 'queue_entries', column: 'remindedAt', value: null },
  { table: 'schedules', column: 'doctorAwaySince', value: null },
  { table: 'schedules', column: 'endReason', value: null },
  { table: 'processes', column: 'startedAt', value: null },
]

/** The tables that came with them. */
export const addedTables: readonly Table[] = ['known_places', 'call_switches']

/** The indexes that came with them, of tables that were there. */
export const addedIndexes: readonly { readonly table: Table; readonly index: readonly string[] }[] = [
  { table: 'audit_logs', index: ['doctorId', 'patientId', 'id'] },
]
