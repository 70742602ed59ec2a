import { ownSchedule } from '../core/access.ts'
import type { UseCase } from '../core/use-case.ts'
import { guestLinkViews } from './guest-link-view.ts'
import type { GuestServices } from './guest-services.ts'

/** The personal links of the doctor's own schedule, newest first, without those whose person is forgotten. NOT_FOUND. */
export const makeListGuestLinks =
  ({ linkSecret }: Pick<GuestServices, 'linkSecret'>): UseCase<'listGuestLinks'> =>
  async (ctx, { params }) => {
    const schedule = await ownSchedule(ctx, ctx.store, params.id)
    const links = await ctx.store.find('guest_links', { scheduleId: schedule.id }, { by: 'id', order: 'desc' })
    const personal = links.filter(({ kind, forgotten }) => kind === 'PERSONAL' && !forgotten)
    return guestLinkViews(ctx.store, linkSecret, schedule, personal)
  }
