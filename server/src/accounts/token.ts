import { createSigner, createVerifier } from 'fast-jwt'
import { z } from 'zod'
import { Id, LOGIN_HOURS, Role } from '@medconsult/contract'
import type { AccountServices } from '../use-case.ts'

const ISSUER = 'medconsult'
const AUDIENCE = 'medconsult'
/** A clock of another process may be so far ahead. */
const AHEAD_SECONDS = 60
/** Verified tokens kept in memory: their signature is not computed again; their time is always checked. */
const REMEMBERED = 10_000

const Payload = z.object({ user_id: Id, role: Role, jti: Id, iat: z.int(), exp: z.int() })

/** What a token says. `endsAt`: milliseconds since the epoch. */
interface Claims {
  readonly userId: string
  readonly role: Role
  readonly loginId: string
  readonly endsAt: number
}

interface Verified {
  readonly claims: Claims
  readonly iat: number
  readonly exp: number
}

export interface Tokens extends Pick<AccountServices, 'issueToken'> {
  /** The claims of a token of ours that is valid now, else null. Whether its login is still open is in the store. */
  verifyToken(token: string, now: Date): Claims | null
}

/** JSON Web Tokens, HS256, good for `LOGIN_HOURS`. RFC 7519. */
export function makeTokens(options: { secret: string; remembered?: number }): Tokens {
  const sign = createSigner({ key: options.secret, algorithm: 'HS256' })
  const verify = createVerifier({
    key: options.secret,
    algorithms: ['HS256'],
    allowedIss: ISSUER,
    allowedAud: AUDIENCE,
    requiredClaims: ['user_id', 'role', 'jti', 'iat', 'exp', 'iss', 'aud'],
    ignoreExpiration: true,
  })
  const verified = new Map<string, Verified>()

  function payloadOf(token: string): Verified | null {
    const known = verified.get(token)
    if (known !== undefined) return known
    let payload: Verified
    try {
      const { user_id: userId, role, jti: loginId, iat, exp } = Payload.parse(verify(token))
      payload = { claims: { userId, role, loginId, endsAt: exp * 1000 }, iat, exp }
    } catch {
      return null
    }
    const oldest = verified.size < (options.remembered ?? REMEMBERED) ? undefined : verified.keys().next().value
    if (oldest !== undefined) verified.delete(oldest)
    verified.set(token, payload)
    return payload
  }

  return {
    issueToken({ userId, role, loginId }, now) {
      const iat = Math.floor(now.getTime() / 1000)
      const exp = iat + LOGIN_HOURS * 3600
      const token = sign({ user_id: userId, role, jti: loginId, iat, exp, iss: ISSUER, aud: AUDIENCE })
      return { token, expiresAt: instant(exp) }
    },
    verifyToken(token, now) {
      const payload = payloadOf(token)
      const seconds = now.getTime() / 1000
      if (payload === null || seconds >= payload.exp || seconds < payload.iat - AHEAD_SECONDS) return null
      return payload.claims
    },
  }
}

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString()
