import { fieldProblems } from '../field-problems.ts'
import { z } from '../zod.ts'
import { trimInvisible } from './visible-text.ts'

const MAX = 254
/** Longer input is refused without parsing. */
const MAX_TYPED = 1000
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** The pattern of HTML's `type=email`. */
const GRAMMAR = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})*$`)

/** The canonical address that identifies an account: trimmed, lower case, its domain in ASCII. Null if it is not an address. */
function canonicalEmail(typed: string): string | null {
  const text = trimInvisible(typed.slice(0, MAX_TYPED)).toLowerCase()
  const at = text.lastIndexOf('@')
  const domain = at < 1 ? null : domainOf(text.slice(at + 1))
  if (domain === null) return null
  const email = `${text.slice(0, at)}@${domain}`
  return email.length <= MAX && GRAMMAR.test(email) ? email : null
}

/** The key for looking up an account; input that is not an address matches none. */
export const emailOf = (typed: string): string => canonicalEmail(typed) ?? trimInvisible(typed).toLowerCase()

/** IDNA: the ASCII form of a domain in any script. */
function domainOf(domain: string): string | null {
  if (/^[\x20-\x7e]*$/.test(domain)) return domain
  // Whatever else a URL could be made of is no domain; the label before it keeps digits from being read as an address.
  if (/[^a-z0-9.\-\u0080-\u{10ffff}]/u.test(domain) || !URL.canParse(`http://x.${domain}`)) return null
  return new URL(`http://x.${domain}`).hostname.slice(2)
}

export const Email = z
  .string()
  .max(MAX_TYPED, fieldProblems.EMAIL_INVALID)
  .meta({
    format: 'email',
    maxLength: MAX,
    description:
      'As HTML’s type=email takes it, at most 254 characters; the domain may be written in any script. Blanks around it and capitals do not count.',
  })
  .transform((typed, { issues }) => {
    const email = canonicalEmail(typed)
    if (email !== null) return email
    issues.push({ code: 'custom', message: fieldProblems.EMAIL_INVALID, input: typed })
    return z.NEVER
  })
