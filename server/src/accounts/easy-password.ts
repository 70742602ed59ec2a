import { createRequire } from 'node:module'
import { passwordForm, type FieldProblem } from '@medconsult/contract'
import type * as Common from '@zxcvbn-ts/language-common'

/** The person the password is for. */
interface Owner {
  readonly email: string
  readonly name: string
}

/** Shorter names are not searched for: two letters may match by chance. */
const SHORTEST_NAME = 3

let known: ReadonlySet<string> | undefined

/** Loaded at the first registration, since the list takes memory and a tenth of a second. */
function commonPasswords(): ReadonlySet<string> {
  if (known !== undefined) return known
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as typeof Common
  return (known = new Set(dictionary['passwords-common']))
}

/** Why a password is easy to guess, or null. */
export function whyGuessed(password: string, { email, name }: Owner): FieldProblem | null {
  const plain = password.trim().toLowerCase()
  if (plain === '' || commonPasswords().has(plain)) return 'PASSWORD_COMMON'
  if (isRepeated(plain) || isRun(plain) || isWordAndDigits(plain)) return 'PASSWORD_EASY'
  const bare = lettersOf(plain)
  const local = email.slice(0, email.lastIndexOf('@'))
  const own = [name, ...name.split(/\s+/), email, local].map((text) => lettersOf(passwordForm(text).toLowerCase()))
  return own.some((text) => text.length >= SHORTEST_NAME && text === bare) ? 'PASSWORD_OWN' : null
}

const LONGEST_UNIT = 4

/** One to four characters repeated: 00000000, 12341234, qwerqwer. */
function isRepeated(text: string): boolean {
  const signs = Array.from(text)
  const units = Array.from({ length: LONGEST_UNIT }, (_, n) => n + 1)
  return units.some((unit) => signs.length >= 2 * unit && signs.every((sign, n) => sign === signs[n % unit]))
}

/** A rising or falling sequence: 01234567, 87654321, abcdefgh. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (sign) => sign.codePointAt(0)!)
  return [1, -1].some((step) => codes.every((code, n) => n === 0 || code === codes[n - 1]! + step))
}

/** A common password followed by one or two digits: patient1. */
function isWordAndDigits(text: string): boolean {
  const word = text.replace(/\d$/, '')
  return word !== text && [word, word.replace(/\d$/, '')].some((it) => commonPasswords().has(it))
}

/** Letters only: “ada.weber” and “Ada Weber 1” are the same name. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{M}]/gu, '')
