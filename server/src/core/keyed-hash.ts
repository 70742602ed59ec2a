import { createHmac, hkdfSync } from 'node:crypto'

export type KeyedHash = (text: string) => string

/** Hashes that nobody can tell the text of, or make, without the installation's secret; each purpose has hashes of its own. 22 characters. */
export function makeKeyedHash(secret: string, purpose: string): KeyedHash {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `medconsult ${purpose}`, 32))
  return (text) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)
}
