import { GUEST_KEPT_HOURS } from '@medconsult/contract'
import { endLogins } from '../accounts/end-logins.ts'
import { isPast } from '../core/next-practice.ts'
import { transact } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'
import type { Page } from '../store/store.ts'
import type { UserRow } from '../store/row-types.ts'
import { emptiedGuest, emptiedLink, prunePushAddresses } from './emptied.ts'

/** Guests per batch. */
const BATCH = 100
const KEPT_MS = GUEST_KEPT_HOURS * 3_600_000

/**
 * Removes guests who have not joined the queue for a day, unless their practice is still to come: their logins and links end, and
 * what they told is forgotten. Their row stays, since the audit record names its id. Run by the system; safe on several processes.
 */
export const makeRemoveGuests =
  (timeZone: string) =>
  async (ctx: Ctx): Promise<void> => {
    const createdAt = { lt: new Date(ctx.now().getTime() - KEPT_MS).toISOString() }
    for (let after: UserRow | null = null; ;) {
      const page: Page<UserRow> = { by: 'createdAt', order: 'asc', limit: BATCH, ...(after && { after }) }
      const guests: UserRow[] = await ctx.store.find('users', { hasJoined: false, createdAt }, page)
      for (const { id } of guests) await removeGuest(ctx, id, timeZone)
      if (guests.length < BATCH) return
      after = guests.at(-1)!
    }
  }

async function removeGuest(ctx: Ctx, id: string, timeZone: string): Promise<void> {
  const removed = await transact(ctx, async (store) => {
    const user = await store.get('users', id)
    if (user === null || user.hasJoined || user.scheduleId === null) return { changes: [], reply: null }
    const schedule = await store.get('schedules', user.scheduleId)
    const isToCome = schedule?.status === 'UPCOMING' && !isPast(schedule, ctx.now(), timeZone)
    if (isToCome) return { changes: [], reply: null }
    const links = await store.find('guest_links', { userId: id })
    const changes = [emptiedGuest(user), ...links.map(emptiedLink), ...(await endLogins(ctx, store, id))]
    return { changes, reply: id }
  })
  if (removed !== null) await prunePushAddresses(ctx, removed)
}
