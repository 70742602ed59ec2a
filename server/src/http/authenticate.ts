import { LOGIN_HOURS } from '@medconsult/contract'
import type { Store } from '../store/store.ts'
import type { Person } from '../core/use-case.ts'

/** What a token says, if it is genuine and has not ended, else null. `startsAt`, `endsAt`: milliseconds since the epoch. */
type VerifyToken = (token: string) => Claims | null

/** A clock of another process may be so far ahead. */
const AHEAD_MS = 60_000

export interface Claims {
  readonly userId: string
  readonly loginId: string
  /** The one call that it is for; null: it is the login's own. */
  readonly callSessionId: string | null
  readonly startsAt: number
  readonly endsAt: number
}

export interface Session {
  readonly person: Person
  /** The one call that it may ask about; null: everything of this person. */
  readonly callSessionId: string | null
  /** When the token ends, milliseconds since the epoch. */
  readonly endsAt: number
}

/** `count` hears whose token it is before the store is asked, and may throw. */
export type Authenticate = (token: string, count?: (claims: Claims) => void | Promise<void>) => Promise<Session | null>

/** Who a token stands for, as the store says now: a login that was ended, or never was, is nobody. Throws `StoreAway`. */
export function makeAuthenticate(store: Store, verify: VerifyToken, now: () => Date): Authenticate {
  /** Whether it was issued later than now, and than its login knows of: where the clock was set back, that was ahead as well. */
  const isFromTheFuture = ({ startsAt }: Claims, login: { readonly expiresAt: string }): boolean =>
    startsAt > now().getTime() + AHEAD_MS && startsAt > Date.parse(login.expiresAt) - LOGIN_HOURS * 3_600_000 + AHEAD_MS

  return async (token, count) => {
    const claims = verify(token)
    if (claims === null) return null
    await count?.(claims)
    // Both at once: another machine's store is a round trip away, and every request comes by here.
    const [login, user] = await Promise.all([store.get('logins', claims.loginId), store.get('users', claims.userId)])
    if (login?.status !== 'OPEN' || login.userId !== claims.userId || user === null || isFromTheFuture(claims, login)) return null
    const { role, name, status } = user
    const { callSessionId, endsAt } = claims
    return { person: { userId: user.id, role, name, status, loginId: login.id }, callSessionId, endsAt }
  }
}

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i

/** A Bearer header's token; '' for an Authorization header of any other kind, null without one. */
export function bearerOf(header: string | undefined): string | null {
  return header === undefined ? null : (BEARER.exec(header)?.[1] ?? '')
}
