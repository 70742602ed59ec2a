import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { AddedColumn } from '../added-columns.ts'
import { schemas, type AnyRow, type TableSchema } from '../compiled-schema.ts'
import type { Column } from '../table-specs.ts'

/** A quoted name: `from` is a keyword. */
export const quoted = (name: string): string => `"${name}"`

const sqlTypes = { text: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER', json: 'TEXT' } as const satisfies Record<Column, string>

/** The statements that create every table with its unique keys and indexes. */
export const createStatements = (): string[] =>
  Object.values(schemas).flatMap((schema) => {
    const { table, columns, keys, indexes } = schema
    const fields = columns.map(({ name, kind, nullable }) =>
      name === 'id' ? '"id" TEXT PRIMARY KEY NOT NULL' : `${quoted(name)} ${sqlTypes[kind]}${nullable ? '' : ' NOT NULL'}`,
    )
    const lines = [...fields, ...keys.map((key) => `${quoted(key.column)} TEXT`)]
    return [
      `CREATE TABLE ${quoted(table)} (${lines.join(', ')}) STRICT`,
      ...keys.map((key) => `CREATE UNIQUE INDEX ${quoted(`${table}_${key.column}`)} ON ${quoted(table)} (${quoted(key.column)})`),
      ...indexes.map((index) => createIndexStatement(schema, index)),
    ]
  })

/** The statement that creates one of a table’s indexes. */
function createIndexStatement({ table, column }: TableSchema, index: readonly string[]): string {
  const [first] = index
  // Rows without the field are left out, which spares their writes: no query looks for null there.
  const rows = column.get(first!)?.nullable === true ? ` WHERE ${quoted(first!)} IS NOT NULL` : ''
  return `CREATE INDEX ${quoted(`${table}_${index.join('_')}`)} ON ${quoted(table)} (${index.map(quoted).join(', ')})${rows}`
}

/** The statement that adds a column to an existing table. Built from its own row only, since a released step never changes. */
export function addColumnStatement({ table, column, kind, value }: AddedColumn): string {
  const filled = value === null ? '' : ` NOT NULL DEFAULT ${typeof value === 'string' ? `'${value}'` : Number(value)}`
  return `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(column)} ${sqlTypes[kind]}${filled}`
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
