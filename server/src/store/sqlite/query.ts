import assert from 'node:assert/strict'
import type { SQLInputValue } from 'node:sqlite'
import { assertOrder, comparedColumn, type AnyPage, type AnyRow, type AnyWhere, type TableSchema } from '../compiled-schema.ts'
import { quoted, toColumn } from './schema.ts'

/** All of a question in one, values too: two that are equal have the same answer. */
export function questionOf(table: string, where: AnyWhere, page: AnyPage | undefined): string {
  let text = table
  for (const field in where) {
    const value = where[field]
    text += `|${field}`
    if (value === null || typeof value !== 'object') text += `=${told(value)}`
    else if ('in' in value) {
      text += ' in'
      for (const each of value.in as readonly unknown[]) text += `,${told(each)}`
    } else for (const name in value) text += `${name}${told((value as AnyWhere)[name])}`
  }
  if (page === undefined) return text
  const { by, order, after, limit } = page
  text += `#${by} ${order} ${limit ?? ''}`
  return after === undefined ? text : `${text} ${told((after as AnyRow)[by])}${told(after.id)}`
}

/** With its length, so that no text can pass for what follows it. */
const told = (value: unknown): string => (typeof value === 'string' ? `${value.length}:${value}` : String(value))

/** `shape` names everything but the values: queries of one shape share a statement. */
export interface Query {
  readonly shape: string
  readonly values: SQLInputValue[]
  /** The fields that are compared with one value, or null. */
  readonly fields: readonly string[]
  /** The fields that are compared at all. */
  readonly compared: readonly string[]
  /** Whether it is worth remembering: a bound in time is another one at each question. */
  readonly isAskedAgain: boolean
}

const ranges = { lt: '<', gt: '>', gte: '>=' } as const

/** One condition of a `where`, told to whoever reads the shape or writes the SQL. */
type Condition = (field: string, operator: '=' | '<' | '>' | '>=' | 'in' | 'null', values: readonly unknown[]) => void

function eachCondition(where: AnyWhere, tell: Condition): void {
  for (const field in where) {
    const value = where[field]
    assert(value !== undefined, `${field} is compared with nothing`)
    if (value === null) tell(field, 'null', [])
    else if (typeof value !== 'object') tell(field, '=', [value])
    else if ('in' in value) tell(field, 'in', padded(value.in as readonly unknown[]))
    else for (const [name, bound] of Object.entries(value)) tell(field, ranges[name as keyof typeof ranges], [bound])
  }
}

/** Lists grow to a power of two by repeating their last value, so that few shapes serve all lengths. */
function padded(list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0) return list
  const length = 2 ** Math.ceil(Math.log2(list.length))
  return [...list, ...Array<unknown>(length - list.length).fill(list.at(-1))]
}

/** What a `where` compares, and its values in the order of `conditionsSql`. */
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
      assert(value !== null && value !== undefined, `${field} is compared with nothing`)
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

/** A page's part of the shape; its values are added to `values`. */
export function readPage(page: AnyPage, values: SQLInputValue[]): string {
  const { by, order, after, limit } = page
  if (after !== undefined) values.push(...(by === 'id' ? [after.id] : [(after as AnyRow)[by] as SQLInputValue, after.id]))
  if (limit !== undefined) values.push(limit)
  return `#${by} ${order}${after === undefined ? '' : ' after'}${limit === undefined ? '' : ' limit'}`
}

/** The SQL of a page: what goes on behind `conditionsSql`. */
export function pageSql(schema: TableSchema, where: AnyWhere, { by, order, after, limit }: AnyPage): string {
  assertOrder(schema, where, by)
  const fields = by === 'id' ? ['"id"'] : [quoted(by), '"id"']
  const than = order === 'asc' ? '>' : '<'
  const seen = after === undefined ? '' : ` AND (${fields.join(', ')}) ${than} (${fields.map(() => '?').join(', ')})`
  return `${seen} ORDER BY ${fields.map((field) => `${field} ${order}`).join(', ')}${limit === undefined ? '' : ' LIMIT ?'}`
}
