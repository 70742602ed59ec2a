import { createHmac, hkdfSync } from 'node:crypto'

export type KeyedHash = (text: string) => string

/** HMACs of text under the installation's secret, 22 characters, with separate hashes for each purpose. */
export function makeKeyedHash(secret: string, purpose: string): KeyedHash {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `medconsult ${purpose}`, 32))
  return (text) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)
}
