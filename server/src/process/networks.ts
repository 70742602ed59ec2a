import { BlockList, isIP } from 'node:net'

/** Whether a text is an IP address or a network. */
export const isNetwork = (text: string): boolean => {
  const [address = '', prefix, more] = text.split('/')
  const bits = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && more === undefined && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
}

/** Shorter prefixes cover more than anyone's own network. */
const WIDE = { 4: 8, 6: 16 } as const

/** Whether a network covers much of the internet. */
export const isWide = (text: string): boolean => {
  const [address = '', prefix] = text.split('/')
  return prefix !== undefined && Number(prefix) < WIDE[isIP(address) === 4 ? 4 : 6]
}

/** Returns a test of whether an address is in one of the networks. */
export function networks(items: readonly string[]): (address: string) => boolean {
  const blocks = new BlockList()
  for (const item of items) {
    const [address = '', prefix] = item.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (prefix === undefined) blocks.addAddress(address, family)
    else blocks.addSubnet(address, Number(prefix), family)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    return isIP(plain) !== 0 && blocks.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
  }
}
