import type { Row, Table } from '../row-types.ts'
import type { Page, Where } from '../store.ts'
import { tables } from '../table-specs.ts'

export type Lookup = [where: Where<Row<Table>>, page?: Page<Row<Table>>]

/** The lookups that an index must serve: all fields equal, a range of the last one, and pages ordered by it or by `id`. */
function lookupsOf(table: Table, index: readonly string[]): Lookup[] {
  const kinds = tables[table].columns as Readonly<Record<string, string>>
  const fields = index.filter((field) => field !== 'id')
  const last = fields.at(-1)!
  const value = (field: string): unknown => (kinds[field] === 'boolean' ? true : kinds[field] === 'integer' ? 1 : 'x')
  const row = Object.fromEntries([...fields, 'id'].map((field) => [field, value(field)])) as unknown as Row<Table>
  const equal = Object.fromEntries(fields.map((field) => [field, value(field)])) as Where<Row<Table>>
  if (kinds[last] === 'boolean') return [[equal], ...pagesBy('id', row).map((page): Lookup => [equal, page])]
  const range = { ...equal, [last]: { gte: value(last), lt: value(last) } } as Where<Row<Table>>
  const alone: Lookup[] = [[equal], [range]]
  if (index.at(-1) !== 'id') return alone
  return [...alone, ...pagesBy('id', row).map((page): Lookup => [equal, page]), ...pagesBy(last, row).map((page): Lookup => [range, page])]
}

const pagesBy = (by: string, after: Row<Table>): Page<Row<Table>>[] =>
  (['asc', 'desc'] as const).flatMap((order) => {
    const page = { by: by as 'id', order, limit: 5 }
    return [page, { ...page, after }]
  })

/** The lookups of every index. */
export const lookups: readonly { readonly table: Table; readonly index: readonly string[]; readonly looked: readonly Lookup[] }[] = (
  Object.keys(tables) as Table[]
).flatMap((table) => tables[table].indexes.map((index) => ({ table, index, looked: lookupsOf(table, index) })))
