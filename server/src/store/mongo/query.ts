import assert from 'node:assert/strict'
import type { Filter, FindOptions } from 'mongodb'
import { fieldOf, type Stored } from './schema.ts'
import { assertOrder, comparedColumn, type AnyPage, type AnyRow, type AnyWhere, type TableSchema } from '../compiled-schema.ts'

const ranges = { lt: '$lt', gt: '$gt', gte: '$gte' } as const

/** The filter of a `where`. Operators come only from here, so that no value can act as one. */
export function filterOf(schema: TableSchema, where: AnyWhere): Filter<Stored> {
  const filter: Record<string, unknown> = {}
  for (const field in where) {
    const compared = comparison(field, where[field])
    comparedColumn(schema, field)
    // A range without bounds is no condition; MongoDB would compare with an empty document.
    if (Object.keys(compared).length > 0) filter[fieldOf(field)] = compared
  }
  return filter
}

function comparison(field: string, value: unknown): Record<string, unknown> {
  const known = (it: unknown): unknown => {
    assert(it !== null && it !== undefined, `${field} is compared with no value`)
    return it
  }
  assert(value !== undefined, `${field} is compared with no value`)
  if (value === null || typeof value !== 'object') return { $eq: value }
  if ('in' in value) return { $in: (value.in as readonly unknown[]).map(known) }
  return Object.fromEntries(Object.entries(value).map(([name, bound]) => [ranges[name as keyof typeof ranges], known(bound)]))
}

export interface Paged {
  readonly filter: Filter<Stored>
  readonly options: FindOptions
}

/** The options and filters of a page, in the order of an index. */
export function pageOf(schema: TableSchema, where: AnyWhere, { by, order, limit, after }: AnyPage): Paged {
  assertOrder(schema, where, by)
  const direction = order === 'asc' ? 1 : -1
  const options: FindOptions = {
    sort: by === 'id' ? { _id: direction } : { [by]: direction, _id: direction },
    ...(limit !== undefined && { limit }),
  }
  const filter = filterOf(schema, where)
  if (after === undefined) return { filter, options }
  return { filter: { $and: [filter, ...behind(by, order, after as AnyRow)] }, options }
}

/** Filters for rows after the last one seen: the first bounds the index, the second skips rows with an equal `by` that came before. */
function behind(by: string, order: 'asc' | 'desc', after: AnyRow): Filter<Stored>[] {
  const [beyond, from, upTo] = order === 'asc' ? (['$gt', '$gte', '$lte'] as const) : (['$lt', '$lte', '$gte'] as const)
  if (by === 'id') return [{ _id: { [beyond]: after.id } }]
  return [{ [by]: { [from]: after[by] } }, { $nor: [{ [by]: { $eq: after[by] }, _id: { [upTo]: after.id } }] }]
}
