import { isFor, pages, pathOf, type Me, type PageName } from '@medconsult/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Navigate, Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router'
import { IdleDialog } from '../accounts/idle-dialog.tsx'
import { AwaitingApproval } from '../accounts/awaiting-approval.tsx'
import { api, isRefusal } from '../server/api.ts'
import { ownCall } from '../server/call-tokens.ts'
import { SafeInvitations } from '../calls/invitation/safe-invitations.tsx'
import { media } from '../calls/media/media.ts'
import { CrashPage } from './crash-page.tsx'
import { startLive, useLive } from '../server/live.ts'
import { useLastAnswer } from '../server/as-of.ts'
import { followSignIns, otherLogin } from '../session/login.ts'
import { useIdle } from '../session/idle.ts'
import { useKeepLanguage } from '../session/keep-language.ts'
import { meQuery } from '../session/me.ts'
import { LeaveAsGuest } from '../join/leave-as-guest.tsx'
import { OtherLogin } from './other-login.tsx'
import { watchBuild } from './new-build.ts'
import { NewBuildNote } from './new-build-note.tsx'
import { ReturnToCall } from './return-to-call.tsx'
import { doctorSchedulesQuery, openPractice } from '../schedules/doctor-schedules.ts'
import { endSession, onSessionEnd } from '../session/session-end.ts'
import { noteSignedIn } from '../session/session-flag.ts'
import { AppShell } from '../ui/shell/app-shell.tsx'
import { Boundary } from '../ui/page/boundary.tsx'
import { clinic } from '../ui/words/clinic.ts'
import { LoadError } from '../ui/page/load-error.tsx'
import { HeadSkeleton } from '../ui/page/skeletons.tsx'
import { prefetchCode } from '../ui/lazy/lazy-code.ts'
import type { Page } from '../ui/page/page-code.ts'
import { useToast } from '../ui/dialog/toasts.tsx'
import { useTitle } from '../ui/page/title.ts'
import { t } from '../ui/words/text.ts'

const pagesOf = {
  DOCTOR: [
    { to: pathOf('practices'), label: 'page.header.practices' },
    { to: pathOf('audit'), label: 'page.header.audit' },
  ],
  PATIENT: [{ to: pathOf('browse'), label: 'page.header.doctors', end: true }],
} as const

/** A role's code is prefetched when idle, so that navigating needs no network. */
const PREFETCH_AFTER_MS = 2000

/** The frame of every signed-in page; renders nothing personal before the user is known. */
export function Shell() {
  const me = useQuery(meQuery)
  const [over, setOver] = useState(false)
  useTitle(clinic.name)
  useEffect(
    () =>
      onSessionEnd(() => {
        media.stop()
        setOver(true)
      }),
    [],
  )
  if (over || isRefusal(me.error, 'UNAUTHENTICATED')) return null
  if (me.data) return <SignedIn me={me.data} />
  return <AppShell pages={[]}>{me.error ? <LoadError error={me.error} onRetry={() => void me.refetch()} /> : <HeadSkeleton />}</AppShell>
}

function SignedIn({ me }: { me: Me }) {
  const client = useQueryClient()
  const live = useLive()
  const asOf = useLastAnswer()
  const matches = useMatches()
  const location = useLocation()
  const shown = matches.at(-1)
  const page = (shown?.handle ?? {}) as Partial<Page>
  const refused = useQuery({ ...doctorSchedulesQuery, enabled: me.role === 'DOCTOR' }).error
  const [leaving, setLeaving] = useState(false)
  const idle = useIdle(me.idleMinutes, useIsBusy(me))
  const signOut = useMutation({ mutationFn: () => api('logout'), onSettled: () => endSession('signed-out') })

  useEffect(() => noteSignedIn(true), [])
  useKeepLanguage(me)
  const { isShutOut } = useOtherLogin(location.pathname)
  useEffect(() => (isShutOut ? undefined : startLive(client)), [client, isShutOut])
  useEffect(() => watchBuild(), [])
  useEffect(() => {
    const timer = setTimeout(() => void prefetchCode(me.role), PREFETCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [me.role])
  const shownPath = useRef(location.pathname)
  useEffect(() => {
    if (shownPath.current === location.pathname) return
    shownPath.current = location.pathname
    // A new page starts at the top for keyboards and screen readers too.
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [location.pathname])

  if (isShutOut) {
    return (
      <AppShell pages={[]}>
        <OtherLogin name={me.name} />
      </AppShell>
    )
  }
  const isGuest = me.kind === 'GUEST'
  const header = {
    pages: isGuest ? [] : pagesOf[me.role],
    person: { name: me.name, hasAccount: !isGuest },
    onSignOut: () => (isGuest ? setLeaving(true) : signOut.mutate()),
  }
  if (isRefusal(refused, 'NOT_APPROVED')) {
    return (
      <AppShell {...header} pages={[]}>
        <AwaitingApproval />
      </AppShell>
    )
  }
  if (shown && shown.id in pages && !isFor(pages[shown.id as PageName].who, me.role))
    return <Navigate to={pagesOf[me.role][0].to} replace />

  const outlet = <Outlet key={location.pathname} context={header} />
  return (
    <>
      <ScrollRestoration />
      <Boundary place={location.pathname} Fallback={CrashPage}>
        {page.bare ? (
          outlet
        ) : (
          <AppShell {...header} {...(page.live ? { live, asOf } : {})} footer={page.Footer && <page.Footer />}>
            <ReturnToCall me={me} />
            <NewBuildNote />
            {outlet}
          </AppShell>
        )}
      </Boundary>
      {me.role === 'PATIENT' && <SafeInvitations />}
      <IdleDialog opened={idle.isEnding} onStay={idle.stay} onSignOut={() => signOut.mutate()} />
      {isGuest && <LeaveAsGuest opened={leaving} onStay={() => setLeaving(false)} />}
    </>
  )
}

/** Whether the person is in a call, or their own practice is open: their login does not end for the lack of an act. */
function useIsBusy(me: Me): boolean {
  const call = useSyncExternalStore(ownCall.subscribe, ownCall.get)
  const { data: schedules } = useQuery({ ...doctorSchedulesQuery, enabled: me.role === 'DOCTOR' })
  return call !== null || openPractice(schedules ?? []) !== null
}

/** Somebody else has signed in in this browser: this page's user can only continue a call of their own. */
function useOtherLogin(path: string): { isShutOut: boolean } {
  const toast = useToast()
  const isOther = useSyncExternalStore(otherLogin.subscribe, otherLogin.get)
  const call = useSyncExternalStore(ownCall.subscribe, ownCall.get)
  useEffect(followSignIns, [])
  const goesOn = isOther && call !== null && path === pathOf('call', { callSessionId: call })
  useEffect(() => {
    if (goesOn) toast({ text: t('page.otherLogin.inCall'), detail: t('page.otherLogin.callGoesOn') })
  }, [goesOn, toast])
  return { isShutOut: isOther && !goesOn }
}
