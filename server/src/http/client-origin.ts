import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import { memoized } from '../core/bounded-map.ts'
import type { Config } from '../process/config.ts'
import { Refusal } from '../core/use-case.ts'

/** What a request says about where it comes from and where it thinks it goes; a proxy's word counts where the operator trusts it. */
export interface ClientOrigin {
  /** The client's address, of IPv6 the network (its first 64 bits): one subscriber has all of those. */
  address(req: IncomingMessage): string
  /** Whether the browser's side of the connection is TLS. */
  isSecure(req: IncomingMessage): boolean
  /** Our own origin, as this client sees it. */
  ownOrigin(req: IncomingMessage): string
  /** Whether it shows that somebody is in front: it was forwarded, or its Host or Origin is no name of this machine. */
  comesFromAfar(req: IncomingMessage): boolean
  /** Whether an Origin is ours or one of CORS_ORIGINS. */
  isOurs(req: IncomingMessage, origin: string): boolean
  /** What somebody is told who came by another name: the clinic's own, where there is one. */
  foreignOrigin(): Refusal
  /** Whether a proxy, trusted or not, sent it on. */
  isForwarded(req: IncomingMessage): boolean
  /** A forwarded header that does not count, since its sender is not in TRUST_PROXY. */
  isUntrustedForward(req: IncomingMessage): boolean
}

type Known = Pick<Config, 'trustProxy' | 'publicOrigin' | 'corsOrigins'>

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'] as const

/** A Host with a name, a password or a path in it is no browser’s. */
const PLAIN_ORIGIN = /^https?:\/\/[\w.:[\]-]+$/

const LOOPBACK_NAME = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** A page elsewhere whose name was made to point here does not. */
const namesThisMachine = (origin: string): boolean =>
  PLAIN_ORIGIN.test(origin) && URL.canParse(origin) && LOOPBACK_NAME.test(new URL(origin).hostname)

/** Names that a clinic is called by, which every request brings; anything more is somebody's who makes them up. */
const NAMES = 100

function isForwarded({ headers }: IncomingMessage): boolean {
  for (const name of FORWARDED) if (headers[name] !== undefined) return true
  return false
}

export function makeClientOrigin({ trustProxy, publicOrigin, corsOrigins }: Known): ClientOrigin {
  const isTrusted = (address: string | undefined): boolean => trustProxy !== null && address !== undefined && trustProxy(address)
  const fromProxy = (req: IncomingMessage): boolean => trustProxy !== null && isTrusted(req.socket.remoteAddress)
  const isSecure = (req: IncomingMessage): boolean => {
    if (publicOrigin !== null) return publicOrigin.startsWith('https:')
    return fromProxy(req) && last(req.headers['x-forwarded-proto']) === 'https'
  }
  const ownOrigin = (req: IncomingMessage): string => {
    if (publicOrigin !== null) return publicOrigin
    const host = (fromProxy(req) ? last(req.headers['x-forwarded-host']) : undefined) ?? req.headers.host ?? ''
    return `${isSecure(req) ? 'https' : 'http'}://${host.toLowerCase()}`
  }
  /** The first address on the way here, from this server on, that no trusted proxy has. */
  const clientOf = (req: IncomingMessage): string =>
    trustProxy === null ? (req.socket.remoteAddress ?? '') : (proxyAddr(req, trustProxy) ?? '')
  const isHostHere = memoized((host: string) => namesThisMachine(`http://${host}`), NAMES)
  const isOriginHere = memoized((origin: string) => !/^https?:/.test(origin) || namesThisMachine(origin), NAMES)
  return {
    isForwarded,
    isSecure,
    ownOrigin,
    isUntrustedForward: (req) => isForwarded(req) && !fromProxy(req),
    comesFromAfar(req) {
      const { host, origin } = req.headers
      return isForwarded(req) || (host !== undefined && !isHostHere(host)) || (origin !== undefined && !isOriginHere(origin))
    },
    isOurs: (req, origin) => origin === ownOrigin(req) || corsOrigins.includes(origin),
    foreignOrigin: () =>
      new Refusal('FOREIGN_ORIGIN', publicOrigin === null ? {} : { detail: `The clinic’s address is ${publicOrigin}. Open it there.` }),
    address: (req) => networkOf(clientOf(req)),
  }
}

const last = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header.at(-1) : header)?.split(',').at(-1)?.trim()

const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))

/** An IPv4 address as it is, also one written as IPv6; of an IPv6 address its first 64 bits. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const [left = '', right = ''] = address.split('%')[0]!.split('::')
  const missing = Array.from({ length: 8 - groups(left).length - groups(right).length }, () => '0')
  const all = address.includes('::') ? [...groups(left), ...missing, ...groups(right)] : groups(left)
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
