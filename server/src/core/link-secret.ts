import { createHash } from 'node:crypto'
import { makeKeyedHash, type KeyedHash } from './keyed-hash.ts'

/**
 * The secret of a link, computed from its row’s id by the installation’s own key, so that no store keeps it: 22 characters of
 * base64url.
 */
export const makeLinkSecret = (secret: string): KeyedHash => makeKeyedHash(secret, 'links')

/** What the store keeps of a link’s secret: the SHA-256 of its characters as they are written; nothing is decoded. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
