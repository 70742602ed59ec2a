import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestFacts } from '../core/use-case.ts'
import { readMark } from './cookie.ts'
import type { ClientOrigin } from './client-origin.ts'

/** What use cases may know of a request. Few ask, so that it is worked out only then. */
export function makeRequestFacts(
  clientOrigin: ClientOrigin,
  isOpen: (req: IncomingMessage) => boolean,
): (req: IncomingMessage) => RequestFacts {
  // A class, since the getters of an object literal are made anew for each object.
  class LazyFacts implements RequestFacts {
    readonly #req: IncomingMessage
    #browser: string | null = null

    constructor(req: IncomingMessage) {
      this.#req = req
    }

    get address(): string {
      return clientOrigin.address(this.#req)
    }

    /** A program, which names no Origin, keeps no mark. */
    get browser(): string | null {
      const { cookie, origin } = this.#req.headers
      return (this.#browser ??= readMark(cookie, clientOrigin.isSecure(this.#req)) ?? (origin === undefined ? null : newMark()))
    }

    get openRegistration(): boolean {
      return isOpen(this.#req)
    }
  }
  return (req) => new LazyFacts(req)
}

/** 128 bits, which nobody guesses. */
const newMark = (): string => randomBytes(16).toString('base64url')
