import { BlockList, isIP } from 'node:net'

/** Which hosts push messages may go to: those that the operator names, else the services of the browsers. */
export interface PushHosts {
  /** Whether an endpoint that a browser gave may be stored and used. */
  readonly allows: (endpoint: string) => boolean
  /** Whether the operator has named it, and so may be on this machine or a private network. */
  readonly isNamed: (endpoint: URL) => boolean
}

/** Chrome, Edge and others; Firefox; Safari. */
const BROWSERS = [
  /^fcm\.googleapis\.com$/,
  /(?:^|\.)push\.services\.mozilla\.com$/,
  /(?:^|\.)push\.apple\.com$/,
  /(?:^|\.)notify\.windows\.com$/,
]

export function makePushHosts(hosts: readonly string[] | 'browsers'): PushHosts {
  // `host` of a URL names a port only where it is not 443.
  const named = hosts === 'browsers' ? null : new Set(hosts.map((it) => new URL(`https://${it}`).host))
  return {
    allows(endpoint) {
      if (endpoint.length > 1000 || !URL.canParse(endpoint)) return false
      const { protocol, host, username, password } = new URL(endpoint)
      if (protocol !== 'https:' || username !== '' || password !== '') return false
      return named === null ? BROWSERS.some((it) => it.test(host)) : named.has(host)
    },
    isNamed: ({ host }) => named?.has(host) ?? false,
  }
}

const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv6')

/** Whether an address is this machine's, a private network's or nobody's. */
export const isPrivateAddress = (address: string): boolean => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
