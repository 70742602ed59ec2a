import { GUESTS_DAYS } from '@medconsult/contract'
import { endLogins } from '../accounts/end-logins.ts'
import { CLINIC_ID } from '../core/clinic-row.ts'
import { isPast } from '../core/next-practice.ts'
import { transact } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'
import type { Row, ScheduleRow } from '../store/row-types.ts'
import { update, type Change, type Page, type Store } from '../store/store.ts'
import { emptiedGuest, emptiedLink, prunePushAddresses } from './emptied.ts'

/** Links per batch. */
const BATCH = 100
const DAY_MS = 86_400_000

/**
 * Forgets guests and invited people whose practice ended as long ago as the clinic has set: their names, addresses and whatever
 * else they told. Their visits stay, with the name that was written into them. Run by the system; safe on several processes.
 */
export const makeForgetGuests =
  (timeZone: string) =>
  async (ctx: Ctx): Promise<void> => {
    const days = (await ctx.store.get('clinic', CLINIC_ID))?.retention?.guestsDays ?? GUESTS_DAYS
    const until = new Date(ctx.now().getTime() - days * DAY_MS)
    for (let after: Row<'guest_links'> | null = null; ;) {
      const page: Page<Row<'guest_links'>> = { by: 'createdAt', order: 'asc', limit: BATCH, ...(after && { after }) }
      const links: Row<'guest_links'>[] = await ctx.store.find(
        'guest_links',
        { forgotten: false, createdAt: { lt: until.toISOString() } },
        page,
      )
      for (const { id } of links) await forget(ctx, id, (schedule) => endedBefore(schedule, until, timeZone))
      if (links.length < BATCH) return
      after = links.at(-1)!
    }
  }

/** A plan that was never opened counts as ended at its planned end. */
const endedBefore = (schedule: ScheduleRow, until: Date, timeZone: string): boolean =>
  schedule.endedAt === null ? isPast(schedule, until, timeZone) : schedule.endedAt < until.toISOString()

async function forget(ctx: Ctx, linkId: string, hasEnded: (schedule: ScheduleRow) => boolean): Promise<void> {
  const forgotten = await transact(ctx, async (store) => {
    const link = await store.get('guest_links', linkId)
    const schedule = link === null ? null : await store.get('schedules', link.scheduleId)
    if (link === null || link.forgotten || schedule === null || !hasEnded(schedule)) return { changes: [], reply: null }
    const guest = await guestChanges(ctx, store, link)
    return { changes: [emptiedLink(link), ...guest], reply: guest.length > 0 ? link.userId : null }
  })
  if (forgotten !== null) await prunePushAddresses(ctx, forgotten)
}

/** What is changed of the guest whom a link signs in; nothing of an account. */
async function guestChanges(ctx: Ctx, store: Store, { userId, scheduleId }: Row<'guest_links'>): Promise<Change[]> {
  const user = userId === null ? null : await store.get('users', userId)
  if (user === null || user.kind !== 'GUEST' || user.status !== 'ACTIVE') return []
  const entries = await store.find('queue_entries', { scheduleId, patientId: user.id })
  return [
    emptiedGuest(user),
    ...entries.map((entry) => update('queue_entries', entry, { about: null })),
    ...(await endLogins(ctx, store, user.id)),
  ]
}
