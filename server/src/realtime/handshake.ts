import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Authenticate, Principal } from '../http/authenticate.ts'
import { readCookie } from '../http/cookie.ts'
import { codeOf } from '../http/problem.ts'
import type { ClientOrigin } from '../http/client-origin.ts'
import { Refusal } from '../core/refusal.ts'
import type { AppSocket } from './socket.ts'
import type { EventRate } from './client-events.ts'

interface HandshakeOptions {
  readonly clientOrigin: ClientOrigin
  readonly authenticate: Authenticate
  readonly isCallOpen: (callSessionId: string) => Promise<boolean>
  readonly eventRate: EventRate
  readonly log: Logger
}

/** Accepts a socket by setting its principal, or returns the error to refuse it with, whose `data` has the code. */
export function makeHandshake({
  clientOrigin,
  authenticate,
  isCallOpen,
  eventRate,
  log,
}: HandshakeOptions): (socket: AppSocket) => Promise<Error | undefined> {
  const asked = new WeakSet<AppSocket['conn']>()
  return async (socket) => {
    // One handshake per connection: several at once would each query the store and become a socket.
    if (asked.has(socket.conn)) {
      socket.conn.close(true)
      return new Error('asked already')
    }
    asked.add(socket.conn)
    try {
      const principal = await principalOf(socket, clientOrigin, authenticate)
      if (principal.callSessionId !== null && !(await isCallOpen(principal.callSessionId))) throw new Refusal('UNAUTHENTICATED')
      eventRate(principal.person.loginId, 'connect')
      socket.data = { principal, calls: new Map() }
      forgetSecrets(socket)
      return undefined
    } catch (error) {
      const code = codeOf(error)
      if (code === 'INTERNAL') log.error({ err: error }, 'handshake')
      return Object.assign(new Error(code), { data: { code } })
    }
  }
}

/** Nobody needs the token again: the login is known. Socket.IO would keep it as long as the socket, and show it to a peer process that asks. */
function forgetSecrets({ handshake }: AppSocket): void {
  handshake.auth = {}
  delete handshake.headers.cookie
  delete handshake.headers.authorization
}

/** Without an Origin the cookie is ignored and only `auth.token` counts; `auth.login` is the cookie's expected login. Throws a `Refusal`. */
async function principalOf(socket: AppSocket, clientOrigin: ClientOrigin, authenticate: Authenticate): Promise<Principal> {
  const req = socket.request
  const { token: offered, login: expected } = socket.handshake.auth as { token?: unknown; login?: unknown }
  const given = typeof offered === 'string' && offered !== '' ? offered : null
  const token = given ?? (req.headers.origin === undefined ? null : readCookie(req.headers.cookie, clientOrigin.isSecure(req)))
  const principal = token === null ? null : await authenticate(token)
  if (principal === null || (principal.callSessionId !== null && given === null)) throw new Refusal('UNAUTHENTICATED')
  if (given === null && expected !== undefined && expected !== principal.person.loginId) throw new Refusal('OTHER_LOGIN')
  if (principal.person.status !== 'ACTIVE') throw new Refusal('NOT_APPROVED')
  return principal
}

/** JSONP responses are for obsolete browsers and readable across sites. */
export const isJsonp = (req: IncomingMessage): boolean => new URLSearchParams(req.url?.split('?')[1]).has('j')
