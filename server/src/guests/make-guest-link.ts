import { faultAt, type MadeGuestLink } from '@medconsult/contract'
import { ownSchedule } from '../core/access.ts'
import { hashOfSecret } from '../core/link-secret.ts'
import { phoneOf } from '../core/phone.ts'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import type { Created, UseCase } from '../core/use-case.ts'
import { noticesOfLink } from '../notices/notices-of-link.ts'
import { guard, insert } from '../store/store.ts'
import { guestLinkView } from './guest-link-view.ts'
import type { GuestServices } from './guest-services.ts'
import { hasEnded } from './usable-link.ts'

/** Makes a personal link to the doctor's own schedule, for one person. NOT_FOUND, WRONG_STATE once the schedule has ended. */
export const makeMakeGuestLink =
  (services: Pick<GuestServices, 'linkSecret' | 'readClinic' | 'channels'>): UseCase<'makeGuestLink'> =>
  async (ctx, { params, body }): Promise<Created<MadeGuestLink>> =>
    transact(ctx, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      if (hasEnded(schedule)) throw new Refusal('WRONG_STATE')
      const clinic = await services.readClinic(store)
      const id = ctx.newId()
      const secret = services.linkSecret(id)
      const link = insert(
        'guest_links',
        {
          id,
          kind: 'PERSONAL',
          doctorId: schedule.doctorId,
          scheduleId: schedule.id,
          secretHash: hashOfSecret(secret),
          status: 'OPEN',
          name: body.name,
          email: body.email ?? null,
          phone: body.phone === undefined ? null : checkedPhone(body.phone, clinic.phone),
          language: body.language ?? null,
          userId: null,
          loginId: null,
          createdAt: ctx.now().toISOString(),
          usedAt: null,
          expiresAt: null,
          forgotten: false,
        },
        'make',
      )
      const reply = { ...guestLinkView(link.after, schedule), secret }
      const notices = noticesOfLink(ctx, services.channels, link.after, clinic.languages[0]!)
      return { changes: [guard('schedules', schedule), link, ...notices], reply: { created: true, reply } }
    })

/** In E.164. INVALID. */
export function checkedPhone(typed: string, clinicPhone: string | null): string {
  const phone = phoneOf(typed, clinicPhone)
  if (phone === null) throw new Refusal('INVALID', { errors: [faultAt('phone', 'PHONE_INVALID')] })
  return phone
}
