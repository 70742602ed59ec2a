/** The browser's login. Behind TLS the name binds it to this host. */
const nameOf = (secure: boolean): string => (secure ? '__Host-medconsult' : 'medconsult')

/** The token in a Cookie header, else null. */
export function readCookie(header: string | undefined, secure: boolean): string | null {
  if (header === undefined) return null
  const name = `${nameOf(secure)}=`
  // Mostly it is the only one.
  if (header.startsWith(name) && !header.includes(';')) return header.slice(name.length).trimEnd()
  for (const part of header.split(';')) {
    const pair = part.trim()
    if (pair.startsWith(name)) return pair.slice(name.length)
  }
  return null
}

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${nameOf(secure)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** Set-Cookie for a token that ends in `seconds`. */
export const setCookie = cookie

/** Set-Cookie that ends the browser's login. */
export const clearCookie = (secure: boolean): string => cookie('', 0, secure)
