import { routes } from '@medconsult/contract/routes'

const beside = ['/docs', '/openapi.json', '/asyncapi.json', '/build.json']

/** What the paths begin with that the server answers and vite does not, while both run for development. */
export const serverPaths: readonly string[] = [
  ...new Set([...Object.values(routes).map(({ path }) => path.replace(/^(\/[^/]*).*$/, '$1')), ...beside]),
]
