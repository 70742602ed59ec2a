import { guestLinkMachine, step, type GuestLinkAction, type GuestLinkStatus } from '@medconsult/contract'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import { person, type UseCase } from '../core/use-case.ts'
import { update } from '../store/store.ts'
import { guestLinkView } from './guest-link-view.ts'

/** Revokes one of the doctor's own personal links: it opens nothing from then on. A repeat is a no-op. NOT_FOUND. */
export const revokeGuestLink: UseCase<'revokeGuestLink'> = async (ctx, { params }) =>
  transact(ctx, async (store) => {
    const link = await store.get('guest_links', params.id)
    const schedule = link === null ? null : await store.get('schedules', link.scheduleId)
    if (link === null || schedule === null || link.doctorId !== person(ctx).userId || link.kind !== 'PERSONAL')
      throw new Refusal('NOT_FOUND')
    const result = step<GuestLinkStatus, GuestLinkAction>(guestLinkMachine, link.status, 'revoke', 'DOCTOR')
    if (!result.ok) throw new Refusal(result.error)
    if (!result.changed) return { changes: [], reply: guestLinkView(link, schedule) }
    const revoked = update('guest_links', link, { status: result.status }, 'revoke')
    return { changes: [revoked], reply: guestLinkView(revoked.after, schedule) }
  })
