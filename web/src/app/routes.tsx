import { pages as table } from '@medconsult/contract'
import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { preparedCalls } from '../calls/call-code.ts'
import { CrashedPart, CrashedRoute } from './crash-page.tsx'
import { doctorSchedulesQuery } from '../schedules/doctor-schedules.ts'
import { forgetLogin } from '../session/login.ts'
import { meQuery } from '../session/me.ts'
import type { PageHandle } from './page-handle.ts'
import { pages } from './pages.tsx'
import { visitQuery } from '../schedules/patient-schedules.ts'
import { queryClient } from '../server/query-client.ts'
import { signInPath } from '../session/return-path.ts'
import { onSessionEnd } from '../session/session-end.ts'
import { noteSignedIn } from '../session/session-flag.ts'

const page = (handle: PageHandle) => handle

/** Asks for a page's data while its code still loads; the page itself shows what came of it. */
function ahead<T, K extends QueryKey>(query: FetchQueryOptions<T, Error, T, K>): null {
  void queryClient.prefetchQuery(query)
  return null
}

/** The connection first, then its page. */
async function callAhead(callSessionId: string): Promise<null> {
  const { untilAgreed } = await preparedCalls()
  await untilAgreed(callSessionId)
  return null
}

const routes: RouteObject[] = [
  {
    path: table.login.path,
    ErrorBoundary: CrashedRoute,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await pages.signIn()).SignIn }),
  },
  {
    path: table.register.path,
    ErrorBoundary: CrashedRoute,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await pages.register()).Register }),
  },
  {
    ErrorBoundary: CrashedRoute,
    HydrateFallback: () => null,
    loader: () => ahead(meQuery),
    lazy: async () => ({ Component: (await pages.shell()).Shell }),
    // A page that breaks leaves the shell, and a call that rings, where they are.
    children: [
      {
        ErrorBoundary: CrashedPart,
        children: [
          {
            index: true,
            lazy: async () => {
              const { Browse, BrowseFoot } = await pages.browse()
              return { Component: Browse, handle: page({ live: true, Footer: BrowseFoot, role: 'PATIENT' }) }
            },
          },
          {
            path: table.practices.path,
            loader: () => ahead(doctorSchedulesQuery),
            lazy: async () => {
              const { Practices } = await pages.practices()
              return { Component: Practices, handle: page({ role: 'DOCTOR' }) }
            },
          },
          {
            path: table.practiceRoom.path,
            loader: () => ahead(doctorSchedulesQuery),
            lazy: async () => {
              const { PracticeRoom } = await pages.practiceRoom()
              return { Component: PracticeRoom, handle: page({ live: true, role: 'DOCTOR' }) }
            },
          },
          {
            path: table.visit.path,
            loader: ({ params }) => ahead(visitQuery(params['scheduleId'] ?? '')),
            lazy: async () => {
              const { Visit, VisitFoot } = await pages.visit()
              return { Component: Visit, handle: page({ live: true, Footer: VisitFoot, role: 'PATIENT' }) }
            },
          },
          {
            path: table.audit.path,
            lazy: async () => {
              const { AuditRecord } = await pages.audit()
              return { Component: AuditRecord, handle: page({ role: 'DOCTOR' }) }
            },
          },
          {
            path: table.call.path,
            loader: ({ params }) => callAhead(params['callSessionId'] ?? ''),
            lazy: async () => {
              const { CallRoom } = await pages.call()
              return { Component: CallRoom, handle: page({ bare: true }) }
            },
          },
          { path: '*', lazy: async () => ({ Component: (await pages.unknown()).UnknownPage }) },
        ],
      },
    ],
  },
]

/** Every page, each in its own chunk. */
export const router = createBrowserRouter(routes)

onSessionEnd(() => {
  noteSignedIn(false)
  forgetLogin()
  const { pathname, search } = router.state.location
  const away = pathname === '/login' || pathname === '/register'
  void Promise.resolve(away ? undefined : router.navigate(signInPath(pathname + search), { replace: true })).then(() => queryClient.clear())
})
