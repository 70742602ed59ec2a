import type { Contents, Table } from './row-types.ts'
import type { Column } from './table-specs.ts'

/** A column that earlier versions lack, and its value in their rows: null or a constant. */
export type AddedColumn = OfDurable | OfEphemeral

type OfDurable = {
  [T in Table]: {
    readonly table: T
    readonly column: keyof Contents[T] & string
    readonly kind: Column
    readonly value: string | number | boolean | null
  }
}[Table]

/** In a table that was durable up to SQLite’s version 3 and MongoDB’s version 2. */
interface OfEphemeral {
  readonly table: 'processes'
  readonly column: 'startedAt'
  readonly kind: 'text'
  readonly value: null
}

/** Added by SQLite’s version 3 and MongoDB’s version 2. Released steps never change: a later column goes into a later list. */
export const addedInVersion3: readonly AddedColumn[] = [
  { table: 'users', column: 'passwordHashOf', kind: 'text', value: 'TYPED' },
  { table: 'schedules', column: 'startedAt', kind: 'text', value: null },
  { table: 'queue_entries', column: 'lastCall', kind: 'json', value: null },
  { table: 'queue_entries', column: 'media', kind: 'text', value: null },
  { table: 'queue_entries', column: 'askedAgainAt', kind: 'text', value: null },
  { table: 'queue_entries', column: 'leftReason', kind: 'text', value: null },
  { table: 'queue_entries', column: 'remindedAt', kind: 'text', value: null },
  { table: 'schedules', column: 'doctorAwaySince', kind: 'text', value: null },
  { table: 'schedules', column: 'endReason', kind: 'text', value: null },
  { table: 'processes', column: 'startedAt', kind: 'text', value: null },
]

/** Added by SQLite’s version 5 and MongoDB’s version 4. */
export const addedInVersion5: readonly AddedColumn[] = [
  { table: 'users', column: 'kind', kind: 'text', value: 'ACCOUNT' },
  { table: 'users', column: 'emailConfirmedAt', kind: 'text', value: null },
  { table: 'users', column: 'scheduleId', kind: 'text', value: null },
  { table: 'users', column: 'doctorId', kind: 'text', value: null },
  { table: 'users', column: 'hasJoined', kind: 'boolean', value: true },
  { table: 'users', column: 'cameFrom', kind: 'text', value: null },
  { table: 'users', column: 'phone', kind: 'text', value: null },
  { table: 'users', column: 'place', kind: 'text', value: null },
  { table: 'users', column: 'birthDate', kind: 'text', value: null },
  { table: 'users', column: 'language', kind: 'text', value: null },
  { table: 'users', column: 'notices', kind: 'json', value: null },
  { table: 'users', column: 'disabledAs', kind: 'text', value: null },
  { table: 'logins', column: 'device', kind: 'json', value: null },
  { table: 'logins', column: 'lastUsedAt', kind: 'text', value: null },
  { table: 'schedules', column: 'endedAt', kind: 'text', value: null },
  { table: 'queue_entries', column: 'about', kind: 'json', value: null },
]

/** Every column added since the first version. */
export const addedColumns: readonly AddedColumn[] = [...addedInVersion3, ...addedInVersion5]
