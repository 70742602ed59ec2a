import type { IncomingMessage } from 'node:http'
import { LOGIN_HEADER, type Route } from '@medconsult/contract'
import { refuseAfter } from '../core/refuse-after.ts'
import type { Limits } from '../limits/limits.ts'
import type { RequestKind } from '../limits/rates.ts'
import { Refusal } from '../core/refusal.ts'
import { bearerOf, type Authenticate, type Claims, type Principal } from './authenticate.ts'
import { readCookie } from './cookie.ts'
import type { ClientOrigin } from './client-origin.ts'

export interface AccessGuardOptions {
  readonly clientOrigin: ClientOrigin
  readonly authenticate: Authenticate
  readonly limits: Limits
}

const kindOf = ({ method, counts }: Route): RequestKind => counts ?? (method === 'GET' ? 'reads' : 'steps')

/**
 * Checks a request before its body is read, in this order: too many anonymous requests from the address 429, not signed in
 * 401, another login than the page's 409, too fast 429 (also with an ended login), not approved, wrong role or cross-origin write 403.
 */
export function makeAccessGuard({ clientOrigin, authenticate, limits }: AccessGuardOptions) {
  // Counted before the store is queried, so that excess requests cost no read.
  const counting =
    (kind: RequestKind) =>
    async ({ loginId }: Claims): Promise<void> =>
      refuseAfter(limits.request(kind, loginId))
  const count: Readonly<Record<RequestKind, ReturnType<typeof counting>>> = { reads: counting('reads'), steps: counting('steps') }
  return {
    /** `id`: the id in the path, if there is one. */
    async admit(route: Route, req: IncomingMessage, id: string | null): Promise<Principal | null> {
      if (route.who === 'anyone') {
        // Signing in has its own limits, which spare people who have signed in from there before.
        if (route.cookie !== 'sets' || route.counts !== undefined) refuseAfter(limits.stranger(kindOf(route), clientOrigin.address(req)))
        // Login CSRF: another site must not sign this browser in.
        if (route.cookie && req.headers.origin !== undefined && !clientOrigin.isOurs(req, req.headers.origin))
          throw clientOrigin.foreignOrigin()
        return null
      }
      const { authorization, cookie, origin } = req.headers
      const bearer = bearerOf(authorization)
      const token = bearer ?? readCookie(cookie, clientOrigin.isSecure(req))
      const principal = token ? await authenticate(token, count[kindOf(route)]) : null
      if (principal === null || !reaches(principal, bearer === null ? null : route, id)) {
        refuseAfter(limits.stranger(kindOf(route), clientOrigin.address(req)))
        throw new Refusal('UNAUTHENTICATED')
      }
      const { person } = principal
      // Counted only now, so that an ended login does not use up its person's rate.
      refuseAfter(limits.person(kindOf(route), person.userId))
      const expected = req.headers[LOGIN_HEADER]
      if (bearer === null && expected !== undefined && expected !== person.loginId) throw new Refusal('OTHER_LOGIN')
      if (person.status !== 'ACTIVE' && route.who !== 'awaiting') throw new Refusal('NOT_APPROVED')
      if ((route.who === 'doctor' && person.role !== 'DOCTOR') || (route.who === 'patient' && person.role !== 'PATIENT'))
        throw new Refusal('WRONG_ROLE')
      if (route.method !== 'GET' && authorization === undefined && !(origin !== undefined && clientOrigin.isOurs(req, origin)))
        throw clientOrigin.foreignOrigin()
      return principal
    },
  }
}

/** A call token is valid only for routes about its call, and never as a browser's login (`route` null). */
const reaches = ({ callSessionId }: Principal, route: Route | null, id: string | null): boolean =>
  callSessionId === null || (route?.isAboutCall === true && id === callSessionId)
