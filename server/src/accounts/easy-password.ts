import { createRequire } from 'node:module'
import { faultAt, graphemesOf, passwordForm, type FieldProblem, type Role } from '@medconsult/contract'
import type * as Common from '@zxcvbn-ts/language-common'
import { Refusal } from '../core/refusal.ts'

/** The person the password is for. */
interface Owner {
  readonly email: string
  readonly name: string
  readonly role: Role
}

/** Of doctors, who have no second factor yet. */
const DOCTORS_CHARACTERS = 15
/** A password may not be a name of so many letters: two may match by chance. */
const SHORTEST_NAME = 3
/** Nor hold a word of the name, or the address before the @, of so many letters or digits. */
const SHORTEST_PART = 4

let known: ReadonlySet<string> | undefined

/** Loaded at the first registration, since the list takes memory and a tenth of a second. */
function commonPasswords(): ReadonlySet<string> {
  if (known !== undefined) return known
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as typeof Common
  return (known = new Set(dictionary['passwords-common']))
}

/** Refuses a password that is too short for this person or easy to guess, as INVALID in the field of this name. */
export function refuseWeak(field: string, password: string, owner: Owner): void {
  const problem = weaknessOf(password, owner)
  if (problem !== null) throw new Refusal('INVALID', { errors: [faultAt(field, problem)] })
}

function weaknessOf(password: string, { email, name, role }: Owner): FieldProblem | null {
  if (role === 'DOCTOR' && graphemesOf(password).length < DOCTORS_CHARACTERS) return 'PASSWORD_TOO_SHORT_FOR_DOCTOR'
  const plain = password.trim().toLowerCase()
  if (plain === '' || commonPasswords().has(plain)) return 'PASSWORD_COMMON'
  if (isRepeated(plain) || isRun(plain) || isWordAndDigits(plain)) return 'PASSWORD_EASY'
  const local = email.slice(0, email.lastIndexOf('@'))
  const words = passwordForm(name).split(/[^\p{L}\p{M}]+/u)
  const isOwn = [name, ...words, email, local].map(lettersOf).some((own) => own.length >= SHORTEST_NAME && own === lettersOf(plain))
  const holdsOwn = [...words, email, local].map(signsOf).some((own) => own.length >= SHORTEST_PART && signsOf(plain).includes(own))
  return isOwn || holdsOwn ? 'PASSWORD_OWN' : null
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
const lettersOf = (text: string): string =>
  passwordForm(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '')

/** Letters and digits: “ada.weber@example.org” is held by “my adaweber@example.org”. */
const signsOf = (text: string): string =>
  passwordForm(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
