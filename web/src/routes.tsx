import { createBrowserRouter, type RouteObject } from 'react-router'
import { CrashPage } from './crash-page.tsx'
import type { PageHandle } from './page-handle.ts'
import { pages } from './pages.tsx'
import { queryClient } from './query-client.ts'
import { signInPath } from './return-path.ts'
import { onSessionEnd } from './session-end.ts'
import { noteSignedIn } from './session-flag.ts'

const page = (handle: PageHandle) => handle

const routes: RouteObject[] = [
  {
    path: '/login',
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./accounts/sign-in.tsx')).SignIn }),
  },
  {
    path: '/register',
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./accounts/register.tsx')).Register }),
  },
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./shell.tsx')).Shell }),
    children: [
      {
        index: true,
        lazy: async () => {
          const { Browse, BrowseFoot } = await pages.browse()
          return { Component: Browse, handle: page({ live: true, Footer: BrowseFoot, role: 'PATIENT' }) }
        },
      },
      {
        path: '/practice',
        lazy: async () => {
          const { Practices } = await pages.practices()
          return { Component: Practices, handle: page({ role: 'DOCTOR' }) }
        },
      },
      {
        path: '/practice/:scheduleId',
        lazy: async () => {
          const { PracticeRoom } = await pages.practiceRoom()
          return { Component: PracticeRoom, handle: page({ live: true, role: 'DOCTOR' }) }
        },
      },
      {
        path: '/visit/:scheduleId',
        lazy: async () => {
          const { Visit, VisitFoot } = await pages.visit()
          return { Component: Visit, handle: page({ live: true, Footer: VisitFoot, role: 'PATIENT' }) }
        },
      },
      {
        path: '/audit',
        lazy: async () => {
          const { AuditRecord } = await pages.audit()
          return { Component: AuditRecord, handle: page({ role: 'DOCTOR' }) }
        },
      },
      {
        path: '/call/:callSessionId',
        lazy: async () => {
          const { CallRoom } = await pages.call()
          return { Component: CallRoom, handle: page({ bare: true }) }
        },
      },
      { path: '*', lazy: async () => ({ Component: (await import('./unknown-page.tsx')).UnknownPage }) },
    ],
  },
]

/** Every page, each in its own chunk. */
export const router = createBrowserRouter(routes)

onSessionEnd(() => {
  noteSignedIn(false)
  const { pathname, search } = router.state.location
  const away = pathname === '/login' || pathname === '/register'
  void Promise.resolve(away ? undefined : router.navigate(signInPath(pathname + search), { replace: true })).then(() => queryClient.clear())
})
