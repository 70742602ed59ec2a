import type { Role } from './people/user.ts'
import { routes, urlOf, type RouteName, type Who } from './routes.ts'

export interface Page {
  readonly path: string
  /** Who the page is for. Other signed-in users are redirected to their start page; everybody else sees only the pages for `anyone`. */
  readonly who: Exclude<Who, 'awaiting'>
  /** Its module's path below `web/src`, without `.page.tsx`. */
  readonly chunk: string
  /** Texts that no other page needs, loaded with it. */
  readonly texts?: 'legal'
  /** The reads it makes first, by routes whose only parameter, `id`, is in the path: a browser can send them while the code still loads. */
  readonly reads: readonly RouteName[]
}

/** The paths that serve the app. Every other path belongs to the API, to an asset or to nothing. */
// prettier-ignore
export const pages = {
  browse: { path: '/', who: 'patient', chunk: 'schedules/browse', reads: ['me', 'browseSchedules'] },
  login: { path: '/login', who: 'anyone', chunk: 'accounts/sign-in', reads: [] },
  register: { path: '/register', who: 'anyone', chunk: 'accounts/register', reads: [] },
  reset: { path: '/reset', who: 'anyone', chunk: 'accounts/reset', reads: [] },
  confirm: { path: '/confirm', who: 'anyone', chunk: 'accounts/confirm', reads: [] },
  account: { path: '/account', who: 'signedIn', chunk: 'accounts/own/account', reads: ['me', 'listLogins'] },
  join: { path: '/j/:joinCode', who: 'anyone', chunk: 'join/join', reads: [] },
  personalLink: { path: '/i', who: 'anyone', chunk: 'join/personal-link', reads: [] },
  practices: { path: '/practice', who: 'doctor', chunk: 'schedules/practices', reads: ['me', 'listSchedules'] },
  practiceRoom: { path: '/practice/:scheduleId', who: 'doctor', chunk: 'queue/practice/practice-room', reads: ['me', 'listSchedules', 'viewQueue'] },
  visit: { path: '/visit/:scheduleId', who: 'patient', chunk: 'queue/visit/visit', reads: ['me', 'viewSchedule', 'browseSchedules', 'pendingInvitation'] },
  call: { path: '/call/:callSessionId', who: 'signedIn', chunk: 'calls/room/call-room', reads: ['me'] },
  privacy: { path: '/privacy', who: 'anyone', chunk: 'legal/legal', texts: 'legal', reads: [] },
  terms: { path: '/terms', who: 'anyone', chunk: 'legal/legal', texts: 'legal', reads: [] },
  accessibility: { path: '/accessibility', who: 'anyone', chunk: 'legal/legal', texts: 'legal', reads: [] },
  audit: { path: '/audit', who: 'doctor', chunk: 'audit/audit-record', reads: ['me'] },
} as const satisfies Record<string, Page>

export type PageName = keyof typeof pages

/** A route that some page reads first. */
export type FirstRead = (typeof pages)[PageName]['reads'][number]

type Parameter<Path extends string> = Path extends `${infer Before}:${infer Name}`
  ? Parameter<Before> | (Name extends `${infer Own}/${infer Rest}` ? Own | Parameter<Rest> : Name)
  : never
type PathParams<N extends PageName> = Readonly<Record<Parameter<(typeof pages)[N]['path']>, string>>

/** A link to a page: its path with the parameters filled in, and a query. */
export const pathOf = <N extends PageName>(
  name: N,
  ...[params, query]: [Parameter<(typeof pages)[N]['path']>] extends [never]
    ? [params?: Readonly<Record<string, never>>, query?: Readonly<Record<string, string>>]
    : [params: PathParams<N>, query?: Readonly<Record<string, string>>]
): string => urlOf(pages[name], params, query)

/** Whether `who` includes this role. */
export const isFor = (who: Who, role: Role): boolean => (who === 'doctor' || who === 'patient' ? who === role.toLowerCase() : true)

/** The page's first reads that this role is allowed. */
export const readsOf = <P extends Page>(page: P, role: Role): readonly P['reads'][number][] =>
  page.reads.filter((name) => isFor(routes[name].who, role))

/** Their URLs, with the path's parameter filled in. */
export const firstReadsOf = (page: Page, role: Role, id?: string): string[] =>
  readsOf(page, role).map((name) => urlOf(routes[name], { id }))
