import { deflateRawSync } from 'node:zlib'

const KNOWN_SECRETS = [
  'doctor-consultation-secret-key-2025',
  'your-secret-key',
  'your-256-bit-secret',
  'changeme',
  'change-me',
  'secret',
  'password',
]

/** What repeats itself packs into fewer, and can be guessed however long it is; 32 random digits need 27. */
const SECRET_MIN_PACKED_BYTES = 24

/** Why a secret may not sign logins, as a sentence's end; null: it may. */
export function weaknessOf(secret: string): string | null {
  if (Buffer.byteLength(secret) < 32) return 'is under 32 bytes'
  const guessed = KNOWN_SECRETS.includes(secret.toLowerCase()) || deflateRawSync(secret, { level: 9 }).length < SECRET_MIN_PACKED_BYTES
  return guessed ? 'can be guessed' : null
}
