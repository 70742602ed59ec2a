import {
  guestLinkMachine,
  step,
  type EnteredAsGuest,
  type GuestEntry,
  type GuestLinkAction,
  type GuestLinkStatus,
} from '@medconsult/contract'
import { openLogin } from '../accounts/open-login.ts'
import { userView } from '../accounts/user-view.ts'
import { Refusal } from '../core/refusal.ts'
import { transact, type Decision } from '../core/transact.ts'
import type { Created, Ctx, RequestFacts } from '../core/use-case.ts'
import type { UserRow } from '../store/row-types.ts'
import { guard, update, type Change, type Store } from '../store/store.ts'
import type { GuestServices } from './guest-services.ts'
import { moveLogins } from './move-logins.ts'
import { newGuest } from './new-guest.ts'
import { usableLink, type LinkRow } from './usable-link.ts'

type ByLink = GuestEntry & { readonly secret: string }
type Entered = Created<EnteredAsGuest>

/** Signs in who a link belongs to; the first use of a personal link makes that guest. */
export async function enterByLink(ctx: Ctx, services: GuestServices, body: ByLink, request: RequestFacts): Promise<Entered> {
  let isCounted = false
  const countMove = (userId: string, scheduleId: string): void => {
    const wait = isCounted ? 0 : services.takeMove(userId, scheduleId, 'place')
    if (wait > 0) throw new Refusal('MOVED_TOO_OFTEN', { retryAfterSeconds: Math.ceil(wait) })
    isCounted = true
  }
  return transact(ctx, async (store): Promise<Decision<Entered>> => {
    const { link, schedule } = await usableLink(store, body.secret, ctx.now())
    const scheduleId = schedule.id
    if (link.userId === null) {
      const guest = await newGuest(ctx, services, store, { schedule, body, link, cameFrom: null }, request)
      const { email, phone } = guest.facts
      const used = usedLink(ctx, link, { userId: guest.user.id, email, phone })
      const reply = { token: guest.token, user: userView(guest.user), scheduleId }
      return { changes: [...guest.changes, used], reply: { created: true, reply } }
    }
    const user = await store.get('users', link.userId)
    if (user?.status !== 'ACTIVE') throw new Refusal('NOT_FOUND')
    countMove(user.id, scheduleId)
    const login = openLogin(ctx, services.issueToken, user, request.device)
    // The user's row counts it, so that of two links pressed at once the later one ends the login of the earlier.
    const changes = [
      guard('schedules', schedule),
      update('users', user, {}),
      usedLink(ctx, link),
      ...(await others(store, user, link)),
      login.change,
    ]
    return { changes, reply: { created: false, reply: { token: login.token, user: userView(user), scheduleId } } }
  })
}

/** The link, used once more; one to another device ends with its use. */
function usedLink(ctx: Ctx, link: LinkRow, patch: Partial<LinkRow> = {}): Change {
  const action = link.kind === 'DEVICE' ? 'end' : 'use'
  const result = step<GuestLinkStatus, GuestLinkAction>(guestLinkMachine, link.status, action, 'PATIENT')
  if (!result.ok) throw new Refusal('NOT_FOUND')
  const used = { ...patch, status: result.status, usedAt: ctx.now().toISOString() }
  return update('guest_links', link, used, result.changed ? action : undefined)
}

/** A guest has one login: the place moves with it. Of an account only the login that asked for the link ends. */
const others = (store: Store, { id: userId, kind }: UserRow, link: LinkRow): Promise<Change[]> =>
  moveLogins(store, kind === 'GUEST' ? { userId } : { userId, id: link.loginId })
