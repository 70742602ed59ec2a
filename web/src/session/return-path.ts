import { pages, pathOf } from '@medconsult/contract'

/** Any origin, to see whether a path leaves it. */
const HERE = 'https://here.invalid'

const start = pathOf('browse')
const forAnyone: readonly string[] = Object.values(pages)
  .filter(({ who }) => who === 'anyone')
  .map(({ path }) => path)

/** Whether this is the path of a page for who is not signed in. */
export const isForAnyone = (pathname: string): boolean => forAnyone.some((path) => pathname === path || pathname.startsWith(`${path}/`))

/** The page's path after sign-in: one of this site's own, else the start. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? start
  // As a browser reads it: without the tabs and line breaks that would make two slashes of "/\t/".
  if (!wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return start
  const { origin, pathname, search: query, hash } = new URL(wanted, HERE)
  return origin !== HERE || pathname.startsWith('//') || isForAnyone(pathname) ? start : pathname + query + hash
}

/** The sign-in page that leads back to `path`. */
export const signInPath = (path: string): string => pathOf('login', {}, path === start ? {} : { return: path })
