import { PAGE_ROWS } from '@medconsult/contract'
import type { ScheduleRow } from '../store/row-types.ts'
import type { Page } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx, type UseCase } from '../core/use-case.ts'
import { firstListedDay, isListed } from './is-listed.ts'
import { patientsView } from './patients-view.ts'

/** All open practices, then upcoming ones from today on, both by date and start; for a guest their own. UNKNOWN_CURSOR. */
export const makeBrowseSchedules =
  (timeZone: string): UseCase<'browseSchedules'> =>
  async (ctx, { query }) => {
    const { store } = ctx
    const { userId, scheduleId } = person(ctx)
    if (scheduleId !== null) {
      const own = await store.get('schedules', scheduleId)
      return patientsView(store, own !== null && isListed(own, ctx.now(), timeZone) ? [own] : [], userId)
    }
    const limit = query.limit ?? PAGE_ROWS
    const after = query.before === undefined ? null : await store.get('schedules', query.before)
    if (query.before !== undefined && (after === null || !isListed(after, ctx.now(), timeZone))) throw new Refusal('UNKNOWN_CURSOR')

    const online = after?.status === 'UPCOMING' ? [] : await store.find('schedules', { status: 'ONLINE' }, pageAfter(after, limit))
    const rest = limit - online.length
    const seen = after?.status === 'UPCOMING' ? after : null
    return patientsView(store, [...online, ...(await toCome(ctx, seen, { limit: rest, timeZone }))], userId)
  }

/** A page of planned practices after the last row seen, including yesterday's that last into today. */
async function toCome(
  ctx: Ctx,
  seen: ScheduleRow | null,
  { limit, timeZone }: { limit: number; timeZone: string },
): Promise<ScheduleRow[]> {
  const now = ctx.now()
  const listed: ScheduleRow[] = []
  for (let last = seen; listed.length < limit;) {
    const where = { status: 'UPCOMING', begins: { gte: firstListedDay(now, timeZone) } } as const
    const rows = await ctx.store.find('schedules', where, pageAfter(last, limit))
    listed.push(...rows.filter((row) => isListed(row, now, timeZone)))
    last = rows.at(-1) ?? null
    if (rows.length < limit) break
  }
  return listed.slice(0, limit)
}

/** Practices by date and start, after the last row seen. */
const pageAfter = (seen: ScheduleRow | null, limit: number): Page<ScheduleRow> => ({
  by: 'begins',
  order: 'asc',
  limit,
  ...(seen && { after: seen }),
})
