import { guestLinkMachine, step, type GuestLinkAction, type GuestLinkStatus } from '@medconsult/contract'
import { endLogins } from '../accounts/end-logins.ts'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import { person, type Ctx, type UseCase } from '../core/use-case.ts'
import { update, type Change, type Store } from '../store/store.ts'
import { guestLinkViews } from './guest-link-view.ts'
import type { GuestServices } from './guest-services.ts'

/**
 * Revokes one of the doctor's own personal links: it opens nothing from then on, and whoever it signed in is signed out, from a
 * call too. A repeat is a no-op. NOT_FOUND.
 */
export const makeRevokeGuestLink =
  ({ linkSecret }: Pick<GuestServices, 'linkSecret'>): UseCase<'revokeGuestLink'> =>
  async (ctx, { params }) =>
    transact(ctx, async (store) => {
      const link = await store.get('guest_links', params.id)
      const schedule = link === null ? null : await store.get('schedules', link.scheduleId)
      if (link === null || schedule === null || link.doctorId !== person(ctx).userId || link.kind !== 'PERSONAL')
        throw new Refusal('NOT_FOUND')
      const result = step<GuestLinkStatus, GuestLinkAction>(guestLinkMachine, link.status, 'revoke', 'DOCTOR')
      if (!result.ok) throw new Refusal(result.error)
      const revoked = update('guest_links', link, { status: result.status }, 'revoke')
      const after = result.changed ? revoked.after : link
      const [reply] = await guestLinkViews(store, linkSecret, schedule, [after])
      return { changes: result.changed ? [revoked, ...(await signedOut(ctx, store, link.userId))] : [], reply: reply! }
    })

/** The ends of a guest's logins; the guest's row counts them, so that no link to another device signs in meanwhile. */
async function signedOut(ctx: Ctx, store: Store, userId: string | null): Promise<Change[]> {
  const guest = userId === null ? null : await store.get('users', userId)
  return guest === null ? [] : [update('users', guest, {}), ...(await endLogins(ctx, store, guest.id))]
}
