import { PAGE_ROWS } from '@medconsult/contract'
import { pause } from './pause.ts'

/** Pause between two pages, ms: a login may read 20 times a second, and the rest of the page reads too. */
const PAUSE_MS = 100

/** A whole list, read page by page with pauses; `read` is given the query that continues after the rows so far. */
export async function allPages<T extends { id: string }>(
  read: (query: { before?: string }) => Promise<readonly T[]>,
  rest = () => pause(PAUSE_MS),
): Promise<T[]> {
  const rows: T[] = []
  for (let page = await read({}); ; page = await read({ before: rows.at(-1)!.id })) {
    rows.push(...page)
    if (page.length < PAGE_ROWS) return rows
    await rest()
  }
}
