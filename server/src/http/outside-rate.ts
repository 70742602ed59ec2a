import type { IncomingMessage } from 'node:http'
import { refuseAfter, type Limits } from '../limits/limits.ts'
import { bearerOf } from './authenticate.ts'
import { readCookie } from './cookie.ts'
import type { ClientOrigin } from './client-origin.ts'

interface OutsideRateOptions {
  readonly clientOrigin: ClientOrigin
  readonly limits: Limits
  /** Whose token it is, by what it says alone; null: it is none of ours that is good now. */
  readonly verify: (token: string) => { readonly userId: string } | null
}

/** Counts a request that no route's guard counts: pages, documents, what is not there, sockets that begin. Throws RATE_LIMITED. */
export type CountOutside = (req: IncomingMessage) => void

/** Of somebody signed in it counts as a read of theirs, of anybody else by their address. The store is not asked. */
export const makeOutsideRate =
  ({ clientOrigin, limits, verify }: OutsideRateOptions): CountOutside =>
  (req) => {
    const token = bearerOf(req.headers.authorization) ?? readCookie(req.headers.cookie, clientOrigin.isSecure(req))
    const person = token ? verify(token) : null
    refuseAfter(person === null ? limits.stranger('reads', clientOrigin.address(req)) : limits.person('reads', person.userId))
  }
