import { GUEST_KEPT_HOURS } from '@medconsult/contract'
import { endLogins } from '../accounts/end-logins.ts'
import { isPast } from '../core/next-practice.ts'
import { transact } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'
import type { Page } from '../store/store.ts'
import { update } from '../store/store.ts'
import type { UserRow } from '../store/row-types.ts'

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

const removeGuest = async (ctx: Ctx, id: string, timeZone: string): Promise<void> =>
  transact(ctx, async (store) => {
    const user = await store.get('users', id)
    if (user === null || user.hasJoined || user.scheduleId === null) return { changes: [], reply: undefined }
    const schedule = await store.get('schedules', user.scheduleId)
    const isToCome = schedule?.status === 'UPCOMING' && !isPast(schedule, ctx.now(), timeZone)
    if (isToCome) return { changes: [], reply: undefined }
    const links = await store.find('guest_links', { userId: id })
    const ended = links.map((link) => {
      const isLive = link.status === 'OPEN' || link.status === 'USED'
      const address = link.kind === 'RETURN' ? { email: null, phone: null } : {}
      return update('guest_links', link, { ...address, ...(isLive && { status: 'ENDED' }) }, isLive ? 'end' : undefined)
    })
    const nothing = { name: '', phone: null, place: null, birthDate: null, language: null, notices: null, cameFrom: null }
    // Counted as joined from now on, so that nobody looks at this row again.
    const removed = update('users', user, { ...nothing, status: 'CLOSED', hasJoined: true }, 'removeGuest')
    return { changes: [removed, ...ended, ...(await endLogins(ctx, store, id))], reply: undefined }
  })
