import type { IncomingMessage } from 'node:http'
import { LOGIN_HEADER, type Route } from '@medconsult/contract'
import { refuseAfter, type Limits } from '../limits/limits.ts'
import type { RequestKind } from '../limits/rates.ts'
import { Refusal } from '../core/use-case.ts'
import { bearerOf, type Authenticate, type Claims, type Session } from './authenticate.ts'
import { readCookie } from './cookie.ts'
import type { ClientOrigin } from './client-origin.ts'

export interface AccessGuardOptions {
  readonly clientOrigin: ClientOrigin
  readonly authenticate: Authenticate
  readonly limits: Limits
}

const kindOf = ({ method, counts }: Route): RequestKind => counts ?? (method === 'GET' ? 'reads' : 'steps')

/**
 * Who may pass before a body is read, in this order: an address that asks too often where nobody is signed in 429, nobody
 * 401, another login than the page's 409, too fast 429 (also with a login that has ended), not approved, wrong role or a foreign page's write 403.
 */
export function makeAccessGuard({ clientOrigin, authenticate, limits }: AccessGuardOptions) {
  // Before the store is asked, so that what is too much costs no read.
  const counting =
    (kind: RequestKind) =>
    async ({ loginId }: Claims): Promise<void> =>
      refuseAfter(await limits.request(kind, loginId))
  const count: Readonly<Record<RequestKind, ReturnType<typeof counting>>> = { reads: counting('reads'), steps: counting('steps') }
  return {
    /** `id`: of what the path is about, where it names one. */
    async admit(route: Route, req: IncomingMessage, id: string | null): Promise<Session | null> {
      if (route.who === 'anyone') {
        // Whoever signs in has limits of their own, which let those pass who have signed in there before.
        if (route.cookie !== 'sets') refuseAfter(limits.stranger(kindOf(route), clientOrigin.address(req)))
        // Another site must not sign this browser in as somebody else.
        if (route.cookie && req.headers.origin !== undefined && !clientOrigin.isOurs(req, req.headers.origin))
          throw clientOrigin.foreignOrigin()
        return null
      }
      const { authorization, cookie, origin } = req.headers
      const bearer = bearerOf(authorization)
      const token = bearer ?? readCookie(cookie, clientOrigin.isSecure(req))
      const session = token ? await authenticate(token, count[kindOf(route)]) : null
      if (session === null || !reaches(session, bearer === null ? null : route, id)) {
        refuseAfter(limits.stranger(kindOf(route), clientOrigin.address(req)))
        throw new Refusal('UNAUTHENTICATED')
      }
      const { person } = session
      // Only now, so that a login which has ended takes nothing from its person.
      refuseAfter(limits.person(kindOf(route), person.userId))
      const expected = req.headers[LOGIN_HEADER]
      if (bearer === null && expected !== undefined && expected !== person.loginId) throw new Refusal('OTHER_LOGIN')
      if (person.status !== 'ACTIVE' && route.who !== 'awaiting') throw new Refusal('NOT_APPROVED')
      if ((route.who === 'doctor' && person.role !== 'DOCTOR') || (route.who === 'patient' && person.role !== 'PATIENT'))
        throw new Refusal('WRONG_ROLE')
      if (route.method !== 'GET' && authorization === undefined && !(origin !== undefined && clientOrigin.isOurs(req, origin)))
        throw clientOrigin.foreignOrigin()
      return session
    },
  }
}

/** A call's token reaches what is about this call, and is no browser's login (`route` null). */
const reaches = ({ callSessionId }: Session, route: Route | null, id: string | null): boolean =>
  callSessionId === null || (route?.isAboutCall === true && id === callSessionId)
