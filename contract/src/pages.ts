import type { Role } from './people/user.ts'
import { routes, urlOf, type RouteName, type Who } from './routes.ts'

export interface Page {
  readonly path: string
  /** What it asks first, of routes whose only parameter, `id`, is the path's own: a browser may ask while the code still loads. */
  readonly reads: readonly RouteName[]
}

/** The paths that serve the app. Every other path is an API's, an asset's or nobody's. */
export const pages = {
  browse: { path: '/', reads: ['me', 'browseSchedules'] },
  login: { path: '/login', reads: [] },
  register: { path: '/register', reads: [] },
  practices: { path: '/practice', reads: ['me', 'listSchedules'] },
  practiceRoom: { path: '/practice/:scheduleId', reads: ['me', 'listSchedules', 'viewQueue'] },
  visit: { path: '/visit/:scheduleId', reads: ['me', 'viewSchedule', 'browseSchedules', 'pendingInvitation'] },
  call: { path: '/call/:callSessionId', reads: ['me'] },
  audit: { path: '/audit', reads: ['me'] },
} as const satisfies Record<string, Page>

export type PageName = keyof typeof pages

const mayRead = (role: Role, who: Who): boolean => (who === 'doctor' || who === 'patient' ? who === role.toLowerCase() : true)

/** Where a page's first reads go that this role may make, with the value of its path's parameter. */
export const firstReadsOf = (page: Page, role: Role, id?: string): string[] =>
  page.reads.filter((name) => mayRead(role, routes[name].who)).map((name) => urlOf(routes[name], { id }))
