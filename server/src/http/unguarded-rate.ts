import type { IncomingMessage } from 'node:http'
import { refuseAfter } from '../core/refuse-after.ts'
import { type Limits } from '../limits/limits.ts'
import { bearerOf } from './authenticate.ts'
import { readCookie } from './cookie.ts'
import type { ClientOrigin } from './client-origin.ts'

interface UnguardedRateOptions {
  readonly clientOrigin: ClientOrigin
  readonly limits: Limits
  /** The token's person, without querying the store; null if the token is not valid. */
  readonly verify: (token: string) => { readonly userId: string } | null
}

/** Counts requests that no access guard counts: pages, documents, unknown paths, new sockets. Throws RATE_LIMITED. */
export type CountUnguarded = (req: IncomingMessage) => void

/** Counts as a read of the signed-in person, otherwise by address. The store is not queried. */
export const makeUnguardedRate =
  ({ clientOrigin, limits, verify }: UnguardedRateOptions): CountUnguarded =>
  (req) => {
    const token = bearerOf(req.headers.authorization) ?? readCookie(req.headers.cookie, clientOrigin.isSecure(req))
    const person = token ? verify(token) : null
    refuseAfter(person === null ? limits.stranger('reads', clientOrigin.address(req)) : limits.person('reads', person.userId))
  }
