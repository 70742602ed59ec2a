import assert from 'node:assert/strict'
import type { Table } from './row-types.ts'
import { tables, type Column } from './table-specs.ts'

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

/** A `Where` or a `Page` of any table. */
export type AnyWhere = Readonly<Record<string, unknown>>
export interface AnyPage {
  readonly by: string
  readonly order: 'asc' | 'desc'
  readonly limit?: number
  readonly after?: { readonly id: string }
}

/** The column that a condition compares. Throws if there is none. */
export function comparedColumn({ table, column }: TableSchema, field: string): ColumnSchema {
  const found = column.get(field)
  assert(found && found.kind !== 'json', `${table} has no field ${field} to compare`)
  return found
}

/** Throws if `by` cannot order a page: a nullable field can only if `where` excludes null. */
export function assertOrder({ table, column }: TableSchema, where: AnyWhere, by: string): void {
  const found = column.get(by)
  const ordered = found?.kind === 'text' || found?.kind === 'integer'
  assert(ordered && (!found.nullable || (where[by] ?? null) !== null), `${table} has no order by ${by}`)
}
