import { PAGE_ROWS } from '@medconsult/contract'

/** A whole list, read page by page; `read` is given the query that goes on after the rows so far. */
export async function allPages<T extends { id: string }>(read: (query: { before?: string }) => Promise<readonly T[]>): Promise<T[]> {
  const rows: T[] = []
  for (let page = await read({}); ; page = await read({ before: rows.at(-1)!.id })) {
    rows.push(...page)
    if (page.length < PAGE_ROWS) return rows
  }
}
