import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import { memoized } from '../core/bounded-map.ts'
import type { Config } from '../process/config.ts'
import { Refusal } from '../core/refusal.ts'

/** Where a request comes from and which origin it addresses; forwarded headers count only from trusted proxies. */
export interface ClientOrigin {
  /** The client's address; for IPv6 the /64 network, since a subscriber has all of it. */
  address(req: IncomingMessage): string
  /** Whether the browser's connection uses TLS. */
  isSecure(req: IncomingMessage): boolean
  /** Our own origin, as this client sees it. */
  ownOrigin(req: IncomingMessage): string
  /** Whether the request shows that the server is reachable from elsewhere: forwarded, or its Host or Origin is not a loopback name. */
  comesFromAfar(req: IncomingMessage): boolean
  /** Whether an Origin is ours or one of CORS_ORIGINS. */
  isOurs(req: IncomingMessage, origin: string): boolean
  /** The refusal of a foreign origin, which names the clinic's own if it is configured. */
  foreignOrigin(): Refusal
  /** Whether a proxy, trusted or not, forwarded the request. */
  isForwarded(req: IncomingMessage): boolean
  /** Whether it has forwarded headers that are ignored because the sender is not in TRUST_PROXY. */
  isUntrustedForward(req: IncomingMessage): boolean
}

type Known = Pick<Config, 'trustProxy' | 'publicOrigin' | 'corsOrigins'>

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'] as const

/** No browser sends a Host with credentials or a path. */
const PLAIN_ORIGIN = /^https?:\/\/[\w.:[\]-]+$/

const LOOPBACK_NAME = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether an origin is a loopback name, which a rebound DNS name is not. */
const namesThisMachine = (origin: string): boolean =>
  PLAIN_ORIGIN.test(origin) && URL.canParse(origin) && LOOPBACK_NAME.test(new URL(origin).hostname)

/** Memoized host names; a clinic has a few, and a client that makes them up must not fill the memory. */
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
  /** The first address, counted from this server, that is not a trusted proxy. */
  const clientOf = (req: IncomingMessage): string => {
    const direct = req.socket.remoteAddress ?? ''
    const named = trustProxy === null ? direct : withoutPort(proxyAddr(req, trustProxy) ?? '')
    // What names no address would give each connection limits of its own.
    return isIP(named) === 0 ? direct : named
  }
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
    foreignOrigin: () => new Refusal('FOREIGN_ORIGIN', publicOrigin === null ? {} : { publicOrigin }),
    address: (req) => networkOf(clientOf(req)),
  }
}

/** Some proxies name the client with its port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (address: string): string => /^(?:([\d.]+)|\[([^\]]+)\])(?::\d+)?$/.exec(address)?.slice(1).find(Boolean) ?? address

const last = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header.at(-1) : header)?.split(',').at(-1)?.trim()

const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))

/** An IPv4 address unchanged, including an IPv4-mapped one; the first 64 bits of an IPv6 address. */
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
