import { LOGIN_HOURS } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'
import { isGuestTimeOver } from '../core/guest-time.ts'
import type { IsIdle } from '../core/idle.ts'
import type { Person } from '../core/use-case.ts'

/** A token's claims if it is genuine and has not expired, else null. `startsAt`, `endsAt`: milliseconds since the epoch. */
type VerifyToken = (token: string) => Claims | null

/** How far another process's clock may be ahead. */
const AHEAD_MS = 60_000

export interface Claims {
  readonly userId: string
  readonly loginId: string
  /** The only call that the token is valid for; null for a login's token. */
  readonly callSessionId: string | null
  readonly startsAt: number
  readonly endsAt: number
}

/** Who a valid token stands for, and what it opens. */
export interface Principal {
  readonly person: Person
  /** The only call that it may access; null: everything of this person. */
  readonly callSessionId: string | null
  /** When the token expires, in milliseconds since the epoch. */
  readonly endsAt: number
}

/** `count` receives the claims before the store is queried, and may throw. */
export type Authenticate = (token: string, count?: (claims: Claims) => void | Promise<void>) => Promise<Principal | null>

/** Resolves a token to its person as stored now; null if the login has ended or never existed. Throws `StoreAway`. */
export function makeAuthenticate(store: Store, verify: VerifyToken, now: () => Date, isIdle: IsIdle): Authenticate {
  /** Whether it was issued after now and after its login's own times, which were ahead as well if the clock was set back. */
  const isFromTheFuture = ({ startsAt }: Claims, login: { readonly expiresAt: string }): boolean =>
    startsAt > now().getTime() + AHEAD_MS && startsAt > Date.parse(login.expiresAt) - LOGIN_HOURS * 3_600_000 + AHEAD_MS

  /** A guest's login ends some time after their schedule has. */
  const isGuestsTimeOver = async ({ scheduleId }: UserRow): Promise<boolean> =>
    scheduleId !== null && isGuestTimeOver(await store.get('schedules', scheduleId), now())

  return async (token, count) => {
    const claims = verify(token)
    if (claims === null) return null
    await count?.(claims)
    // In parallel: the store may be a network round trip away, and every request passes here.
    const [login, user] = await Promise.all([store.get('logins', claims.loginId), store.get('users', claims.userId)])
    if (login?.status !== 'OPEN' || login.userId !== claims.userId || user === null || isFromTheFuture(claims, login)) return null
    const { role, name, status, scheduleId } = user
    if (status === 'DISABLED' || status === 'CLOSED' || (await isGuestsTimeOver(user)) || (await isIdle(login, role, now()))) return null
    const { callSessionId, endsAt } = claims
    return { person: { userId: user.id, role, name, status, loginId: login.id, scheduleId }, callSessionId, endsAt }
  }
}

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i

/** The token of a Bearer header; '' for any other Authorization scheme, null without the header. */
export function bearerOf(header: string | undefined): string | null {
  return header === undefined ? null : (BEARER.exec(header)?.[1] ?? '')
}
