import { deflateRawSync } from 'node:zlib'

/** Placeholders from documents and templates, compared by letters and digits only. */
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

/** Repetitive secrets compress to less and can be guessed however long they are; 32 random digits take 27 bytes. */
const SECRET_MIN_PACKED_BYTES = 24

/** Why a secret is too weak to sign logins, as the end of a sentence; null if it is acceptable. */
export function weaknessOf(secret: string): string | null {
  if (Buffer.byteLength(secret) < 32) return 'is under 32 bytes'
  if (PLACEHOLDERS.some((it) => it.test(lettersOf(secret)))) return 'is a known placeholder'
  return deflateRawSync(secret, { level: 9 }).length < SECRET_MIN_PACKED_BYTES ? 'can be guessed' : null
}
