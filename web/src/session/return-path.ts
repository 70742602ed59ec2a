import { pages, pathOf } from '@medconsult/contract'

/** An arbitrary origin, to detect a path that leaves it. */
const HERE = 'https://here.invalid'

const start = pathOf('browse')
const forAnyone: readonly string[] = Object.values(pages)
  .filter(({ who }) => who === 'anyone')
  .map(({ path }) => path.replace(/\/:.*$/, ''))

/** Whether this is the path of a page for people who are not signed in. */
export const isForAnyone = (pathname: string): boolean => forAnyone.some((path) => pathname === path || pathname.startsWith(`${path}/`))

/** Where to go after sign-in: a path of this site, otherwise the start page. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? start
  // Parsed as by a browser, without the tabs and line breaks that would make two slashes of "/\t/".
  if (!wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return start
  const { origin, pathname, search: query, hash } = new URL(wanted, HERE)
  return origin !== HERE || pathname.startsWith('//') || isForAnyone(pathname) ? start : pathname + query + hash
}

/** The sign-in page that leads back to `path`. */
export const signInPath = (path: string): string => pathOf('login', {}, path === start ? {} : { return: path })
