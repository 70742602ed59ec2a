import type { Role } from './people/user.ts'
import { routes, urlOf, type RouteName, type Who } from './routes.ts'

export interface Page {
  readonly path: string
  /** Whose page it is: others of those signed in are led to their start, and nobody else sees more than `anyone` may. */
  readonly who: Exclude<Who, 'awaiting'>
  /** Its module below `web/src`, without `.page.tsx`. */
  readonly chunk: string
  /** The tab's, until the page knows a better one. */
  readonly title?: string
  /** What it asks first, of routes whose only parameter, `id`, is the path's own: a browser may ask while the code still loads. */
  readonly reads: readonly RouteName[]
}

/** The paths that serve the app. Every other path is an API's, an asset's or nobody's. */
// prettier-ignore
export const pages = {
  browse: { path: '/', who: 'patient', chunk: 'schedules/browse', title: 'Doctors', reads: ['me', 'browseSchedules'] },
  login: { path: '/login', who: 'anyone', chunk: 'accounts/sign-in', title: 'Sign in', reads: [] },
  register: { path: '/register', who: 'anyone', chunk: 'accounts/register', title: 'Create an account', reads: [] },
  practices: { path: '/practice', who: 'doctor', chunk: 'schedules/practices', title: 'Your practices', reads: ['me', 'listSchedules'] },
  practiceRoom: { path: '/practice/:scheduleId', who: 'doctor', chunk: 'queue/practice/practice-room', title: 'Your practice', reads: ['me', 'listSchedules', 'viewQueue'] },
  visit: { path: '/visit/:scheduleId', who: 'patient', chunk: 'queue/visit/visit', reads: ['me', 'viewSchedule', 'browseSchedules', 'pendingInvitation'] },
  call: { path: '/call/:callSessionId', who: 'signedIn', chunk: 'calls/room/call-room', reads: ['me'] },
  audit: { path: '/audit', who: 'doctor', chunk: 'audit/audit-record', title: 'Audit record', reads: ['me'] },
} as const satisfies Record<string, Page>

export type PageName = keyof typeof pages

/** A route that some page reads first. */
export type FirstRead = (typeof pages)[PageName]['reads'][number]

type Parameter<Path extends string> = Path extends `${infer Before}:${infer Name}`
  ? Parameter<Before> | (Name extends `${infer Own}/${infer Rest}` ? Own | Parameter<Rest> : Name)
  : never
type PathParams<N extends PageName> = Readonly<Record<Parameter<(typeof pages)[N]['path']>, string>>

/** A link to a page, with its path's parameters in place, and a query. */
export const pathOf = <N extends PageName>(
  name: N,
  ...[params, query]: [Parameter<(typeof pages)[N]['path']>] extends [never]
    ? [params?: Readonly<Record<string, never>>, query?: Readonly<Record<string, string>>]
    : [params: PathParams<N>, query?: Readonly<Record<string, string>>]
): string => urlOf(pages[name], params, query)

/** Whether what is for `who` is for somebody in this role. */
export const isFor = (who: Who, role: Role): boolean => (who === 'doctor' || who === 'patient' ? who === role.toLowerCase() : true)

/** A page's first reads that this role may make. */
export const readsOf = <P extends Page>(page: P, role: Role): readonly P['reads'][number][] =>
  page.reads.filter((name) => isFor(routes[name].who, role))

/** Where they go, with the value of the path's parameter. */
export const firstReadsOf = (page: Page, role: Role, id?: string): string[] =>
  readsOf(page, role).map((name) => urlOf(routes[name], { id }))
