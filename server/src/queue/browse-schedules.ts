import { PAGE_ROWS } from '@medconsult/contract'
import type { ScheduleRow } from '../store/rows.ts'
import type { Page } from '../store/store.ts'
import { clinicDate, person, Refusal, type UseCase } from '../use-case.ts'
import { isListed } from './is-listed.ts'
import { patientsView } from './patients-view.ts'

/** Every open practice, then those to come from today on; both by date and start. UNKNOWN_CURSOR. */
export const browseSchedules: UseCase<'browseSchedules'> = async (ctx, { query }) => {
  const { store } = ctx
  const today = clinicDate(ctx)
  const limit = query.limit ?? PAGE_ROWS
  const after = query.before === undefined ? null : await store.get('schedules', query.before)
  if (query.before !== undefined && (after === null || !isListed(after, today))) throw new Refusal('UNKNOWN_CURSOR')

  const online = after?.status === 'UPCOMING' ? [] : await store.find('schedules', { status: 'ONLINE' }, pageAfter(after, limit))
  const rest = limit - online.length
  const seen = after?.status === 'UPCOMING' ? after : null
  const toCome = rest === 0 ? [] : await store.find('schedules', { status: 'UPCOMING', begins: { gte: today } }, pageAfter(seen, rest))
  return patientsView(store, [...online, ...toCome], person(ctx).userId)
}

/** By date and start, behind the row last seen. */
const pageAfter = (seen: ScheduleRow | null, limit: number): Page<ScheduleRow> => ({
  by: 'begins',
  order: 'asc',
  limit,
  ...(seen && { after: seen }),
})
