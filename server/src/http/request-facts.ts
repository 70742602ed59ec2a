import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'
import { offeredLanguages, type Device, type OfferedLanguage } from '@medconsult/contract'
import type { RequestFacts } from '../core/use-case.ts'
import { readMark } from './cookie.ts'
import { deviceOf } from './device.ts'
import { languageFrom } from './pages/page-language.ts'
import type { ClientOrigin } from './client-origin.ts'

/** What use cases may know of a request. Computed lazily, since few need it. */
export function makeRequestFacts(
  clientOrigin: ClientOrigin,
  isOpen: (req: IncomingMessage) => boolean,
): (req: IncomingMessage) => RequestFacts {
  // A class, since an object literal would create its getters anew for each request.
  class LazyFacts implements RequestFacts {
    readonly #req: IncomingMessage
    #browser: string | null = null

    constructor(req: IncomingMessage) {
      this.#req = req
    }

    get address(): string {
      return clientOrigin.address(this.#req)
    }

    /** Null for a program, which sends no Origin and keeps no cookie. */
    get browser(): string | null {
      const { cookie, origin } = this.#req.headers
      return (this.#browser ??= readMark(cookie, clientOrigin.isSecure(this.#req)) ?? (origin === undefined ? null : newMark()))
    }

    get languages(): readonly OfferedLanguage[] {
      const asked = new Negotiator({ headers: { 'accept-language': this.#req.headers['accept-language'] } })
      const names = asked.languages([...offeredLanguages])
      return names.flatMap((name) => offeredLanguages.find((it) => it === name) ?? [])
    }

    /** Null for a program, as above: only what came from a page is a browser’s. */
    get device(): Device | null {
      return this.browser === null ? null : deviceOf(this.#req.headers['user-agent'] ?? '')
    }

    language(offered: readonly OfferedLanguage[]): OfferedLanguage {
      return languageFrom<OfferedLanguage>(this.#req.headers, { all: offered, offered })
    }

    get openRegistration(): boolean {
      return isOpen(this.#req)
    }
  }
  return (req) => new LazyFacts(req)
}

/** A random mark of 128 bits. */
const newMark = (): string => randomBytes(16).toString('base64url')
