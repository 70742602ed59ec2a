import type { Document, IndexDescription } from 'mongodb'
import { addedColumns } from '../added-columns.ts'
import type { Row, Table } from '../row-types.ts'
import type { AnyRow, TableSchema } from '../compiled-schema.ts'

/** A row as stored in its collection: `_id` is its id; unique keys that are not null are fields of their own. */
export interface Stored extends Document {
  readonly _id: string
  readonly version: number
}

/** Counts the commits that guarded this version of a row, so that a guard is a write. Never in a row. */
export const GUARDS = 'guards'

/** A row’s field name in its collection. */
export const fieldOf = (field: string): string => (field === 'id' ? '_id' : field)

/** The document of a row. */
export function toDocument({ columns, keys }: TableSchema, row: Row<Table>): Stored {
  const fields = row as unknown as AnyRow
  const stored: Record<string, unknown> = {}
  for (const { name } of columns) stored[fieldOf(name)] = fields[name]
  for (const { column, of } of keys) {
    const key = of(fields)
    if (key !== null) stored[column] = key
  }
  return stored as Stored
}

const missing = new Map(addedColumns.map(({ table, column, value }) => [`${table} ${column}`, value]))

/** The row of a document. A process of an earlier version may still write documents without later columns. */
export function toRow<T extends Table>({ table, columns }: TableSchema, stored: Stored): Row<T> {
  const row: Record<string, unknown> = {}
  for (const { name } of columns) {
    const value: unknown = stored[fieldOf(name)]
    row[name] = value === undefined ? missing.get(`${table} ${name}`) : value
  }
  return row as unknown as Row<T>
}

/** A collection's indexes: those that serve every `find`, and the unique keys, which omit documents without the key. */
export const indexesOf = ({ indexes, keys }: TableSchema): IndexDescription[] => [
  ...keys.map(({ column }): IndexDescription => ({ name: column, key: { [column]: 1 }, unique: true, sparse: true })),
  ...indexes.map((fields): IndexDescription => ({
    name: fields.join('_'),
    key: Object.fromEntries(fields.map((field) => [fieldOf(field), 1 as const])),
  })),
]
