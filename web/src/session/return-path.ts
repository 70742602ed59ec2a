/** Any origin, to see whether a path leaves it. */
const HERE = 'https://here.invalid'

/** The page's path after sign-in: one of this site's own, else the start. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? '/'
  // As a browser reads it: without the tabs and line breaks that would make two slashes of "/\t/".
  if (!wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return '/'
  const { origin, pathname, search: query, hash } = new URL(wanted, HERE)
  return origin !== HERE || /^\/\/|^\/(?:login|register)\b/.test(pathname) ? '/' : pathname + query + hash
}

/** The sign-in page that leads back to `path`. */
export const signInPath = (path: string): string => (path === '/' ? '/login' : `/login?return=${encodeURIComponent(path)}`)
