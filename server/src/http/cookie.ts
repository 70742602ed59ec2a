import { KNOWN_PLACE_DAYS } from '@medconsult/contract'

/** The login cookie. Behind TLS the `__Host-` prefix binds it to this host. */
const nameOf = (secure: boolean): string => (secure ? '__Host-medconsult' : 'medconsult')

/** Identifies a browser in which somebody has signed in. Its path limits it to sign-ins, to keep other requests short. */
const markNameOf = (secure: boolean): string => (secure ? '__Secure-medconsult-browser' : 'medconsult-browser')
const MARK_PATH = '/auth'
const MARK = /^[\w-]{22}$/

/** The language chosen on this browser, and that of the account that is signed in; the page sets both, and nothing secret depends on them. */
export const readLanguages = (header: string | undefined): { readonly chosen: string | null; readonly accounts: string | null } => ({
  chosen: valueOf('language', header),
  accounts: valueOf('account_language', header),
})

/** The token in a Cookie header, or null. */
export const readCookie = (header: string | undefined, secure: boolean): string | null => valueOf(nameOf(secure), header)

/** The browser's mark in a Cookie header; null if it is absent or malformed. */
export function readMark(header: string | undefined, secure: boolean): string | null {
  const mark = valueOf(markNameOf(secure), header)
  return mark !== null && MARK.test(mark) ? mark : null
}

function valueOf(cookieName: string, header: string | undefined): string | null {
  if (header === undefined) return null
  const name = `${cookieName}=`
  // The usual case: it is the only cookie.
  if (header.startsWith(name) && !header.includes(';')) return header.slice(name.length).trimEnd()
  for (const part of header.split(';')) {
    const pair = part.trim()
    if (pair.startsWith(name)) return pair.slice(name.length)
  }
  return null
}

const cookie = (name: string, value: string, path: string, seconds: number, secure: boolean): string =>
  `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** Set-Cookie for a token that expires in `seconds`. */
export const setCookie = (token: string, seconds: number, secure: boolean): string => cookie(nameOf(secure), token, '/', seconds, secure)

/** Set-Cookie that removes the login cookie. */
export const clearCookie = (secure: boolean): string => setCookie('', 0, secure)

/** Set-Cookie for the browser's mark. */
export const setMark = (mark: string, secure: boolean): string =>
  cookie(markNameOf(secure), mark, MARK_PATH, KNOWN_PLACE_DAYS * 86_400, secure)
