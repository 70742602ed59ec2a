import type { IncomingMessage } from 'node:http'
import { REQUEST_RATE, type Route } from '@medconsult/contract'
import { Refusal } from '../use-case.ts'
import { bearerOf, type Authenticate, type Session } from './authenticate.ts'
import { readCookie } from './cookie.ts'
import type { Edge } from './proxy.ts'
import { makeTokenBucket } from './token-bucket.ts'

export interface GateOptions {
  readonly edge: Edge
  readonly authenticate: Authenticate
  /** False: no rates, for load tests. */
  readonly rateLimit: boolean
  /** Seconds until an address may try to sign in again. */
  readonly signInWait: (address: string) => number
}

/**
 * Who may pass before a body is read, in this order: an address that registers or fails to sign in too often 429,
 * nobody 401, too fast 429, not approved, wrong role or a foreign page's write 403.
 */
export function makeGate({ edge, authenticate, rateLimit, signInWait }: GateOptions) {
  const perLogin = makeTokenBucket(REQUEST_RATE.perSecond, REQUEST_RATE.burst)
  const registrations = makeTokenBucket(300 / 3600, 300)
  const refuseAfter = (seconds: number): void => {
    if (rateLimit && seconds > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(seconds) })
  }
  return {
    async admit(route: Route, req: IncomingMessage): Promise<Session | null> {
      if (route.who === 'anyone') {
        if (route.limits === 'registrations') refuseAfter(registrations.take(edge.address(req)))
        if (route.limits === 'signIns') refuseAfter(signInWait(edge.address(req)))
        // Another site must not sign this browser in as somebody else.
        if (route.cookie && req.headers.origin !== undefined && !edge.isOurs(req, req.headers.origin)) throw new Refusal('FOREIGN_ORIGIN')
        return null
      }
      const { authorization, cookie, origin } = req.headers
      const token = bearerOf(authorization) ?? readCookie(cookie, edge.isSecure(req))
      const session = token ? await authenticate(token) : null
      if (session === null) throw new Refusal('UNAUTHENTICATED')
      const { person } = session
      refuseAfter(perLogin.take(person.loginId))
      if (person.status !== 'ACTIVE' && route.who !== 'awaiting') throw new Refusal('NOT_APPROVED')
      if ((route.who === 'doctor' && person.role !== 'DOCTOR') || (route.who === 'patient' && person.role !== 'PATIENT'))
        throw new Refusal('WRONG_ROLE')
      if (route.method === 'POST' && authorization === undefined && !(origin !== undefined && edge.isOurs(req, origin)))
        throw new Refusal('FOREIGN_ORIGIN')
      return session
    },
  }
}
