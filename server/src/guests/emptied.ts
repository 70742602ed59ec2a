import type { Ctx } from '../core/use-case.ts'
import type { Row, UserRow } from '../store/row-types.ts'
import { update, type Change } from '../store/store.ts'

const NOTHING = { name: '', phone: null, place: null, birthDate: null, language: null, notices: null, cameFrom: null } as const

/** A guest without what they told. `hasJoined`, so that nobody looks at the row again as at one who never came. */
export const emptiedGuest = (user: UserRow): Change =>
  update('users', user, { ...NOTHING, status: 'CLOSED', hasJoined: true }, 'removeGuest')

/** A link without a name and addresses, which opens nothing any more. */
export function emptiedLink(link: Row<'guest_links'>): Change {
  const isLive = link.status === 'OPEN' || link.status === 'USED'
  const nothing = { name: null, email: null, phone: null, forgotten: true }
  return update('guest_links', link, { ...nothing, ...(isLive && { status: 'ENDED' }) }, isLive ? 'end' : undefined)
}

/** More than a person has. */
const PUSH_ADDRESSES = 1000

/** Where a guest received push messages. */
export const prunePushAddresses = async (ctx: Ctx, ownerId: string): Promise<unknown> =>
  ctx.store.prune('push_addresses', { ownerId }, PUSH_ADDRESSES)
