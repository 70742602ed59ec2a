import { KNOWN_PLACE_DAYS } from '@medconsult/contract'

/** The browser's login. Behind TLS the name binds it to this host. */
const nameOf = (secure: boolean): string => (secure ? '__Host-medconsult' : 'medconsult')

/** What a browser is known by to those who have signed in there. Only signing in sends it: other requests stay as short as they are. */
const markNameOf = (secure: boolean): string => (secure ? '__Secure-medconsult-browser' : 'medconsult-browser')
const MARK_PATH = '/auth'
const MARK = /^[\w-]{22}$/

/** The token in a Cookie header, else null. */
export const readCookie = (header: string | undefined, secure: boolean): string | null => valueOf(nameOf(secure), header)

/** The browser's mark in a Cookie header; null where there is none that could be ours. */
export function readMark(header: string | undefined, secure: boolean): string | null {
  const mark = valueOf(markNameOf(secure), header)
  return mark !== null && MARK.test(mark) ? mark : null
}

function valueOf(cookieName: string, header: string | undefined): string | null {
  if (header === undefined) return null
  const name = `${cookieName}=`
  // Mostly it is the only one.
  if (header.startsWith(name) && !header.includes(';')) return header.slice(name.length).trimEnd()
  for (const part of header.split(';')) {
    const pair = part.trim()
    if (pair.startsWith(name)) return pair.slice(name.length)
  }
  return null
}

const cookie = (name: string, value: string, path: string, seconds: number, secure: boolean): string =>
  `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** Set-Cookie for a token that ends in `seconds`. */
export const setCookie = (token: string, seconds: number, secure: boolean): string => cookie(nameOf(secure), token, '/', seconds, secure)

/** Set-Cookie that ends the browser's login. */
export const clearCookie = (secure: boolean): string => setCookie('', 0, secure)

/** Set-Cookie for the browser's mark. */
export const setMark = (mark: string, secure: boolean): string =>
  cookie(markNameOf(secure), mark, MARK_PATH, KNOWN_PLACE_DAYS * 86_400, secure)
