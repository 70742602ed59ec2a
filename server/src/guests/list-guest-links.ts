import { ownSchedule } from '../core/access.ts'
import type { UseCase } from '../core/use-case.ts'
import { guestLinkView } from './guest-link-view.ts'

/** The personal links of the doctor's own schedule, newest first. NOT_FOUND. */
export const listGuestLinks: UseCase<'listGuestLinks'> = async (ctx, { params }) => {
  const schedule = await ownSchedule(ctx, ctx.store, params.id)
  const links = await ctx.store.find('guest_links', { scheduleId: schedule.id }, { by: 'id', order: 'desc' })
  return links.filter(({ kind }) => kind === 'PERSONAL').map((link) => guestLinkView(link, schedule))
}
