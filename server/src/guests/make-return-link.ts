import { DEVICE_LINK_MINUTES, liveStatuses } from '@medconsult/contract'
import { hasLiveEntry, reachableSchedule } from '../core/access.ts'
import { hashOfSecret } from '../core/link-secret.ts'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import { person, type Ctx, type UseCase } from '../core/use-case.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { guard, insert, update, type Change, type Store } from '../store/store.ts'
import type { GuestServices } from './guest-services.ts'
import { hasEnded } from './usable-link.ts'

/** Entries of one patient that are checked; each is in another practice. */
const PLACES = 50

/**
 * A link that moves the patient to another device, once and within minutes; it ends the one made before. A guest's is to their
 * schedule, an account's to the one in whose queue it is. NOT_FOUND without one, MOVED_TOO_OFTEN.
 */
export const makeMakeReturnLink =
  ({ linkSecret, takeMove }: Pick<GuestServices, 'linkSecret' | 'takeMove'>): UseCase<'makeReturnLink'> =>
  async (ctx) => {
    const { userId, loginId } = person(ctx)
    const { id: scheduleId } = await ownPractice(ctx, ctx.store)
    const wait = takeMove(userId, scheduleId, 'place')
    if (wait > 0) throw new Refusal('MOVED_TOO_OFTEN', { retryAfterSeconds: Math.ceil(wait) })
    return transact(ctx, async (store) => {
      const schedule = await ownPractice(ctx, store)
      const id = ctx.newId()
      const secret = linkSecret(id)
      const expiresAt = new Date(ctx.now().getTime() + DEVICE_LINK_MINUTES * 60_000).toISOString()
      const link = insert(
        'guest_links',
        {
          id,
          kind: 'DEVICE',
          doctorId: schedule.doctorId,
          scheduleId: schedule.id,
          secretHash: hashOfSecret(secret),
          status: 'OPEN',
          name: null,
          email: null,
          phone: null,
          language: null,
          userId,
          loginId,
          createdAt: ctx.now().toISOString(),
          usedAt: null,
          expiresAt,
          forgotten: false,
        },
        'makeOwn',
      )
      const changes = [guard('schedules', schedule), ...(await earlier(store, userId)), link]
      return { changes, reply: { secret, expiresAt } }
    })
  }

/** The practice that the patient's page is about. */
async function ownPractice(ctx: Ctx, store: Store): Promise<ScheduleRow> {
  const { userId: patientId, scheduleId } = person(ctx)
  if (scheduleId !== null) {
    const own = await reachableSchedule(ctx, store, scheduleId)
    if (hasEnded(own)) throw new Refusal('NOT_FOUND')
    return own
  }
  const live = { in: liveStatuses }
  const entries = await store.find('queue_entries', { patientId, status: live }, { by: 'joinedAt', order: 'desc', limit: PLACES })
  for (const entry of entries) {
    const schedule = await store.get('schedules', entry.scheduleId)
    if (schedule !== null && hasLiveEntry(entry, schedule)) return schedule
  }
  throw new Refusal('NOT_FOUND')
}

/** Ends the links to another device that this patient has open. */
async function earlier(store: Store, userId: string): Promise<Change[]> {
  const links = await store.find('guest_links', { userId })
  return links
    .filter(({ kind, status }) => kind === 'DEVICE' && status === 'OPEN')
    .map((link) => update('guest_links', link, { status: 'ENDED' }, 'end'))
}
