import assert from 'node:assert/strict'
import type { SQLInputValue } from 'node:sqlite'
import { assertOrder, comparedColumn, type AnyPage, type AnyRow, type AnyWhere, type TableSchema } from '../compiled-schema.ts'
import { quoted, toColumn } from './schema.ts'

/** A key of a whole query, values included: queries with equal keys have the same result. */
export function questionOf(table: string, where: AnyWhere, page: AnyPage | undefined): string {
  let text = table
  for (const field in where) {
    const value = where[field]
    text += `|${field}`
    if (value === null || typeof value !== 'object') text += `=${encoded(value)}`
    else if ('in' in value) {
      text += ' in'
      for (const each of value.in as readonly unknown[]) text += `,${encoded(each)}`
    } else for (const name in value) text += `${name}${encoded((value as AnyWhere)[name])}`
  }
  if (page === undefined) return text
  const { by, order, after, limit } = page
  text += `#${by} ${order} ${limit ?? ''}`
  return after === undefined ? text : `${text} ${encoded((after as AnyRow)[by])}${encoded(after.id)}`
}

/** Prefixed with its length, so that no text can imitate what follows it. */
const encoded = (value: unknown): string => (typeof value === 'string' ? `${value.length}:${value}` : String(value))

/** `shape` describes everything except the values: queries of one shape share a statement. */
export interface Query {
  readonly shape: string
  readonly values: SQLInputValue[]
  /** Fields compared with one value or null. */
  readonly fields: readonly string[]
  /** All fields that are compared. */
  readonly compared: readonly string[]
  /** Whether the result is worth caching: a time bound differs on every query. */
  readonly isAskedAgain: boolean
}

const ranges = { lt: '<', gt: '>', gte: '>=' } as const

/** Visits one condition of a `where`, to build its shape or its SQL. */
type Condition = (field: string, operator: '=' | '<' | '>' | '>=' | 'in' | 'null', values: readonly unknown[]) => void

function eachCondition(where: AnyWhere, visit: Condition): void {
  for (const field in where) {
    const value = where[field]
    assert(value !== undefined, `${field} is compared with no value`)
    if (value === null) visit(field, 'null', [])
    else if (typeof value !== 'object') visit(field, '=', [value])
    else if ('in' in value) visit(field, 'in', padded(value.in as readonly unknown[]))
    else for (const [name, bound] of Object.entries(value)) visit(field, ranges[name as keyof typeof ranges], [bound])
  }
}

/** Pads a list to a power of two by repeating its last value, so that few shapes cover all lengths. */
function padded(list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0) return list
  const length = 2 ** Math.ceil(Math.log2(list.length))
  return [...list, ...Array<unknown>(length - list.length).fill(list.at(-1))]
}

/** The comparisons of a `where`, with values in the order of `conditionsSql`. */
export function readWhere(schema: TableSchema, where: AnyWhere): Query {
  let shape = schema.table as string
  const values: SQLInputValue[] = []
  const fields: string[] = []
  const all: string[] = []
  let isAskedAgain = true
  eachCondition(where, (field, operator, compared) => {
    shape += `|${field}${operator}${operator === 'in' ? compared.length : ''}`
    all.push(field)
    const column = comparedColumn(schema, field)
    if (operator === '=' || operator === 'null') fields.push(field)
    else if (operator !== 'in' && column.kind !== 'integer') isAskedAgain = false
    for (const value of compared) {
      assert(value !== null && value !== undefined, `${field} is compared with no value`)
      values.push(toColumn(column.kind, value))
    }
  })
  return { shape, values, fields, compared: all, isAskedAgain }
}

/** The SQL after WHERE. An empty list matches nothing. */
export function conditionsSql(where: AnyWhere): string {
  const parts: string[] = []
  eachCondition(where, (field, operator, compared) => {
    if (operator === 'null') parts.push(`${quoted(field)} IS NULL`)
    else if (operator === 'in') parts.push(`${quoted(field)} IN (${compared.map(() => '?').join(', ')})`)
    else parts.push(`${quoted(field)} ${operator} ?`)
  })
  return parts.length === 0 ? '1' : parts.join(' AND ')
}

/** A page's part of the shape; appends its values to `values`. */
export function readPage(page: AnyPage, values: SQLInputValue[]): string {
  const { by, order, after, limit } = page
  if (after !== undefined) values.push(...(by === 'id' ? [after.id] : [(after as AnyRow)[by] as SQLInputValue, after.id]))
  if (limit !== undefined) values.push(limit)
  return `#${by} ${order}${after === undefined ? '' : ' after'}${limit === undefined ? '' : ' limit'}`
}

/** The SQL of a page, to follow `conditionsSql`. */
export function pageSql(schema: TableSchema, where: AnyWhere, { by, order, after, limit }: AnyPage): string {
  assertOrder(schema, where, by)
  const fields = by === 'id' ? ['"id"'] : [quoted(by), '"id"']
  const than = order === 'asc' ? '>' : '<'
  const seen = after === undefined ? '' : ` AND (${fields.join(', ')}) ${than} (${fields.map(() => '?').join(', ')})`
  return `${seen} ORDER BY ${fields.map((field) => `${field} ${order}`).join(', ')}${limit === undefined ? '' : ' LIMIT ?'}`
}
