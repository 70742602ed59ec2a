/** The page's path after sign-in: one of this site's own, else the start. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? '/'
  return /^\/(?![/\\])/.test(wanted) && !/^\/(?:login|register)\b/.test(wanted) ? wanted : '/'
}

/** The sign-in page that leads back to `path`. */
export const signInPath = (path: string): string => (path === '/' ? '/login' : `/login?return=${encodeURIComponent(path)}`)
