import { pages, readsOf, type FirstRead, type Page, type PageName } from '@medconsult/contract'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { pathAfter } from '../join/after-session.ts'
import { loginsQuery } from '../accounts/own/logins-query.ts'
import { openCalls } from '../calls/call-code.ts'
import { invitationQuery } from '../calls/invitation/pending-invitation.ts'
import { queueQuery } from '../queue/practice/doctor-queue.ts'
import { doctorSchedulesQuery } from '../schedules/doctor-schedules.ts'
import { browseQuery, visitQuery } from '../schedules/patient-schedules.ts'
import { forgetPersonal, queryClient } from '../server/query-client.ts'
import { forgetLogin } from '../session/login.ts'
import { meQuery } from '../session/me.ts'
import { isForAnyone } from '../session/return-path.ts'
import { onSessionEnd } from '../session/session-end.ts'
import { noteSignedIn } from '../session/session-flag.ts'
import { keepAccountLanguage } from '../ui/words/choose-language.ts'
import { lazyCode } from '../ui/lazy/lazy-code.ts'
import { pageCode } from '../ui/page/page-code.ts'
import { Titled } from '../ui/page/titled.tsx'
import { loadTexts } from '../ui/words/text.ts'
import { CrashedPart, CrashedRoute } from './crash-page.tsx'

const shell = lazyCode(() => import('./shell.tsx'))
const unknownPage = lazyCode(() => import('../ui/page/unknown-page.tsx'))

/** Used once: a page with cached data refreshes it on its own. */
const once = { staleTime: Infinity } as const

const prefetch: Readonly<Record<FirstRead, (id: string) => Promise<void>>> = {
  me: () => queryClient.prefetchQuery(meQuery),
  listLogins: () => queryClient.prefetchQuery({ ...loginsQuery, ...once }),
  browseSchedules: () => queryClient.prefetchQuery({ ...browseQuery, ...once }),
  viewSchedule: (id) => queryClient.prefetchQuery({ ...visitQuery(id), ...once }),
  pendingInvitation: () => queryClient.prefetchQuery({ ...invitationQuery, ...once }),
  listSchedules: () => queryClient.prefetchQuery({ ...doctorSchedulesQuery, ...once }),
  viewQueue: (id) => queryClient.prefetchQuery({ ...queueQuery(id), ...once }),
}

/** Starts a page's first reads while its code still loads; the page shows their result. */
async function prefetchReads(name: PageName, id: string): Promise<void> {
  const me = await queryClient.fetchQuery(meQuery).catch(() => null)
  if (me) for (const read of readsOf(pages[name], me.role)) void prefetch[read](id)
}

/** The call's connection comes before its page. */
async function untilConnected(callSessionId: string): Promise<void> {
  const { untilAgreed } = await openCalls()
  await untilAgreed(callSessionId)
}

const routeOf = (name: PageName): RouteObject => ({
  id: name,
  path: pages[name].path,
  loader: async ({ params: { ...params } }) => {
    const [id = ''] = Object.values(params)
    if (pages[name].who !== 'anyone') void prefetchReads(name, id)
    if (name === 'call') await untilConnected(id)
    return null
  },
  lazy: async () => {
    const { who, texts }: Page = pages[name]
    const [page] = await Promise.all([pageCode[name](), who === 'doctor' && loadTexts.doctor(), texts && loadTexts[texts]()])
    return { Component: () => <Titled name={name} of={page.Component} />, handle: page }
  },
})

const names = Object.keys(pages) as PageName[]

/** Every page, each in its own chunk. */
export const router = createBrowserRouter([
  ...names
    .filter((name) => pages[name].who === 'anyone')
    .map((name) => ({ ...routeOf(name), ErrorBoundary: CrashedRoute, HydrateFallback: () => null })),
  {
    ErrorBoundary: CrashedRoute,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await shell()).Shell }),
    // A page that breaks leaves the shell, and a call that rings, where they are.
    children: [
      {
        ErrorBoundary: CrashedPart,
        children: [
          ...names.filter((name) => pages[name].who !== 'anyone').map(routeOf),
          { path: '*', lazy: async () => ({ Component: (await unknownPage()).UnknownPage }) },
        ],
      },
    ],
  },
])

onSessionEnd((how) => {
  noteSignedIn(false)
  keepAccountLanguage(null)
  forgetLogin()
  const { pathname, search } = router.state.location
  if (isForAnyone(pathname)) return forgetPersonal(queryClient)
  const isAccount = queryClient.getQueryData(meQuery.queryKey)?.kind === 'ACCOUNT'
  const { path, state } = pathAfter(how, pathname + search, isAccount)
  void Promise.resolve(router.navigate(path, { replace: true, state })).then(() => queryClient.clear())
})
