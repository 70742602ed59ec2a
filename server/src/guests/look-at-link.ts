import type { RequestUseCase } from '../core/use-case.ts'
import type { GuestServices } from './guest-services.ts'
import { joinView } from './join-view.ts'
import { usableLink } from './usable-link.ts'

/** What stands behind a personal link; it is not used up by looking. NOT_FOUND for every link that opens nothing. */
export const makeLookAtLink =
  (services: Pick<GuestServices, 'timeZone' | 'readClinic'>): RequestUseCase<'lookAtLink'> =>
  async (ctx, { body }, request) => {
    const { link, schedule } = await usableLink(ctx.store, body.secret, ctx.now())
    const { doctorId, doctorName } = schedule
    const joinBy = (await ctx.store.get('join_codes', doctorId))?.joinBy ?? 'ANYONE'
    const view = await joinView(ctx, services, { doctorId, doctorName, schedule, joinBy }, request)
    const user = link.userId === null ? null : await ctx.store.get('users', link.userId)
    const name = user?.name ?? link.name
    return { ...view, ...(name !== null && { name }), isInUse: user !== null }
  }
