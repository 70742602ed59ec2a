import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { Table } from './rows.ts'
import { tables, type Column } from './tables.ts'

/** Any row, for code that walks the tables. */
export type AnyRow = { readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>

export interface ColumnSchema {
  readonly name: string
  readonly kind: Column
  readonly nullable: boolean
}

export interface TableSchema {
  readonly table: Table
  /** Every field of the row, `id` and `version` first. */
  readonly columns: readonly ColumnSchema[]
  readonly column: ReadonlyMap<string, ColumnSchema>
  /** The unique keys, stored in columns of their own after the fields. */
  readonly keys: readonly { readonly column: string; readonly of: (row: AnyRow) => string | null }[]
  readonly indexes: readonly (readonly string[])[]
}

/** A name as SQL takes it: `from` is a keyword. */
export const quoted = (name: string): string => `"${name}"`

function schemaOf(table: Table): TableSchema {
  const spec = tables[table]
  const fields = Object.entries<Column | `${Column}?`>(spec.columns).map(([name, written]) => ({
    name,
    kind: written.replace('?', '') as Column,
    nullable: written.endsWith('?'),
  }))
  const columns: ColumnSchema[] = [
    { name: 'id', kind: 'text', nullable: false },
    { name: 'version', kind: 'integer', nullable: false },
    ...fields,
  ]
  const unique = Object.entries(spec.unique as unknown as Readonly<Record<string, (row: AnyRow) => string | null>>)
  return {
    table,
    columns,
    column: new Map(columns.map((column) => [column.name, column])),
    keys: unique.map(([name, of]) => ({ column: `key_${name}`, of })),
    indexes: spec.indexes,
  }
}

export const schemas = Object.fromEntries((Object.keys(tables) as Table[]).map((table) => [table, schemaOf(table)])) as Readonly<
  Record<Table, TableSchema>
>

const sqlTypes = { text: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER', json: 'TEXT' } as const satisfies Record<Column, string>

/** The statements that make every table, unique key and index of `tables`. */
export function createStatements(): string[] {
  return Object.values(schemas).flatMap(({ table, columns, keys, indexes }) => {
    const fields = columns.map(({ name, kind, nullable }) =>
      name === 'id' ? '"id" TEXT PRIMARY KEY NOT NULL' : `${quoted(name)} ${sqlTypes[kind]}${nullable ? '' : ' NOT NULL'}`,
    )
    const lines = [...fields, ...keys.map((key) => `${quoted(key.column)} TEXT`)]
    return [
      `CREATE TABLE ${quoted(table)} (${lines.join(', ')}) STRICT`,
      ...keys.map((key) => `CREATE UNIQUE INDEX ${quoted(`${table}_${key.column}`)} ON ${quoted(table)} (${quoted(key.column)})`),
      ...indexes.map((index) => {
        const [first] = index
        // Nobody looks for null there: rows without the field stay out, which spares their writes.
        const rows = columns.some(({ name, nullable }) => name === first && nullable) ? ` WHERE ${quoted(first!)} IS NOT NULL` : ''
        return `CREATE INDEX ${quoted(`${table}_${index.join('_')}`)} ON ${quoted(table)} (${index.map(quoted).join(', ')})${rows}`
      }),
    ]
  })
}

/** A field's value as SQLite stores it. */
export function toColumn(kind: Column, value: unknown): SQLInputValue {
  if (value === null) return null
  if (kind === 'boolean') return value === true ? 1 : 0
  if (kind === 'json') return JSON.stringify(value)
  return value as SQLInputValue
}

/** A stored row, read as an array in the order of the schema's columns. */
export function toRow({ columns }: TableSchema, stored: readonly SQLOutputValue[]): AnyRow {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i++) {
    const { name, kind } = columns[i]!
    const value = stored[i]!
    row[name] = value === null ? null : kind === 'boolean' ? value === 1 : kind === 'json' ? JSON.parse(value as string) : value
  }
  return row as AnyRow
}
