import { PAGE_ROWS } from '@medconsult/contract'
import { Refusal } from '../core/refusal.ts'
import { person, type UseCase } from '../core/use-case.ts'

/** The doctor's own schedules, newest first. UNKNOWN_CURSOR. */
export const listSchedules: UseCase<'listSchedules'> = async (ctx, { query }) => {
  const doctorId = person(ctx).userId
  const page = { by: 'id', order: 'desc', limit: query.limit ?? PAGE_ROWS } as const
  if (query.before === undefined) return ctx.store.find('schedules', { doctorId }, page)
  const after = await ctx.store.get('schedules', query.before)
  if (after?.doctorId !== doctorId) throw new Refusal('UNKNOWN_CURSOR')
  return ctx.store.find('schedules', { doctorId }, { ...page, after })
}
