import { deflateRawSync } from 'node:zlib'

/** What documents and templates write where a secret belongs, by its letters and digits alone. */
const PLACEHOLDERS = [
  /doctorconsultationsecretkey/,
  /change(me|this|it|in|before|secret|key)/,
  /replace(me|this|it|with|secret|key)/,
  /(your|my)(very|super|own|long|strong|secure|random|jwt|session|app|api|auth|\d+bit)*(secret|key|token|password)/,
  /(super|very|top|jwt|session|default|example|sample|dummy|test|dev|development)(secret|key|token|password)/,
  /(at|of)least\d+(bit|byte|char)/,
  /placeholder|insecure|notsecure|notasecret|donotuse|insert.*here|generate(me|this|with|a)/,
]

const lettersOf = (secret: string): string => secret.toLowerCase().replace(/[^a-z0-9]/g, '')

/** What repeats itself packs into fewer, and can be guessed however long it is; 32 random digits need 27. */
const SECRET_MIN_PACKED_BYTES = 24

/** Why a secret may not sign logins, as a sentence's end; null: it may. */
export function weaknessOf(secret: string): string | null {
  if (Buffer.byteLength(secret) < 32) return 'is under 32 bytes'
  if (PLACEHOLDERS.some((it) => it.test(lettersOf(secret)))) return 'is a known placeholder'
  return deflateRawSync(secret, { level: 9 }).length < SECRET_MIN_PACKED_BYTES ? 'can be guessed' : null
}
