import { createSigner, createVerifier } from 'fast-jwt'
import { z } from 'zod'
import { CALL_TOKEN_MINUTES, Id, LOGIN_HOURS, Role } from '@medconsult/contract'
import { makeBoundedMap } from '../core/bounded-map.ts'
import type { Person } from '../core/use-case.ts'

const ISSUER = 'medconsult'
const AUDIENCE = 'medconsult'
/** The audience of call tokens, so that versions without them never accept one as a login. */
const CALL_AUDIENCE = 'medconsult-call'
/** Verified tokens are cached: the signature is not checked again, the times always are. */
const REMEMBERED = 10_000

const base = { user_id: Id, role: Role, jti: Id, iat: z.int(), exp: z.int() }
const Payload = z.discriminatedUnion('aud', [
  z.object({ ...base, aud: z.literal(AUDIENCE) }),
  z.object({ ...base, aud: z.literal(CALL_AUDIENCE), call: Id }),
])

/** A token's claims. `startsAt`, `endsAt`: milliseconds since the epoch. */
export interface Claims {
  readonly userId: string
  readonly role: Role
  readonly loginId: string
  /** The only call that the token is valid for; null for a login's token. */
  readonly callSessionId: string | null
  readonly startsAt: number
  readonly endsAt: number
}

interface Verified {
  readonly claims: Claims
  readonly exp: number
}

type Login = Pick<Person, 'userId' | 'role' | 'loginId'>

export interface Tokens {
  readonly issueToken: (login: Login, now: Date) => { token: string; expiresAt: string }
  /** Issues a token valid only for one call's routes and socket. */
  readonly issueCallToken: (login: Login, callSessionId: string, now: Date) => { token: string; expiresAt: string }
  /** The claims of a valid token, else null. Whether its login is still open has to be read from the store. */
  readonly verifyToken: (token: string, now: Date) => Claims | null
}

/** JSON Web Tokens (RFC 7519), HS256, valid for `LOGIN_HOURS`, or `CALL_TOKEN_MINUTES` for a call token. */
export function makeTokens(options: { secret: string; remembered?: number }): Tokens {
  const sign = createSigner({ key: options.secret, algorithm: 'HS256' })
  const verify = createVerifier({
    key: options.secret,
    algorithms: ['HS256'],
    allowedIss: ISSUER,
    allowedAud: [AUDIENCE, CALL_AUDIENCE],
    requiredClaims: ['user_id', 'role', 'jti', 'iat', 'exp', 'iss', 'aud'],
    ignoreExpiration: true,
  })
  const verified = makeBoundedMap<string, Verified>(options.remembered ?? REMEMBERED)

  function payloadOf(token: string): Verified | null {
    const known = verified.get(token)
    if (known !== undefined) return known
    let payload: Verified
    try {
      const said = Payload.parse(verify(token))
      const { user_id: userId, role, jti: loginId, iat, exp } = said
      const callSessionId = said.aud === CALL_AUDIENCE ? said.call : null
      payload = { claims: { userId, role, loginId, callSessionId, startsAt: iat * 1000, endsAt: exp * 1000 }, exp }
    } catch {
      return null
    }
    verified.set(token, payload)
    return payload
  }

  function signed(claims: Record<string, string>, seconds: number, now: Date): { token: string; expiresAt: string } {
    const iat = Math.floor(now.getTime() / 1000)
    const exp = iat + seconds
    return { token: sign({ ...claims, iat, exp, iss: ISSUER }), expiresAt: instant(exp) }
  }

  return {
    issueToken({ userId, role, loginId }, now) {
      return signed({ user_id: userId, role, jti: loginId, aud: AUDIENCE }, LOGIN_HOURS * 3600, now)
    },
    issueCallToken({ userId, role, loginId }, callSessionId, now) {
      return signed({ user_id: userId, role, jti: loginId, aud: CALL_AUDIENCE, call: callSessionId }, CALL_TOKEN_MINUTES * 60, now)
    },
    verifyToken(token, now) {
      const payload = payloadOf(token)
      const seconds = now.getTime() / 1000
      return payload === null || seconds >= payload.exp ? null : payload.claims
    },
  }
}

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString()
