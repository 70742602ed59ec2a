import { isOpen, type Side } from '@medconsult/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useOutletContext, useParams } from 'react-router'
import { api, isRefusal } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { usePolling, useServerEvent } from '../../server/live.ts'
import { useMe } from '../../session/me.ts'
import { AppShell } from '../../ui/shell/app-shell.tsx'
import type { HeaderProps } from '../../ui/shell/header.tsx'
import { LoadError } from '../../ui/page/load-error.tsx'
import { AfterMoment, PanelSkeleton } from '../../ui/page/skeletons.tsx'
import { UnknownPage } from '../../ui/page/unknown-page.tsx'
import { t } from '../../ui/words/text.ts'
import { CallStage } from './call-stage.tsx'
import { Ended } from '../ended/ended.tsx'
import type { Page } from '../../ui/page/page-code.ts'
import { noteConfirmed, noteOver } from '../invitation/known-calls.ts'

/** /call/:callSessionId: the call while it is open, then what follows it. */
function CallRoom() {
  const { callSessionId = '' } = useParams()
  const me = useMe()
  const client = useQueryClient()
  const polling = usePolling('call')
  const { data, error, refetch } = useQuery({
    queryKey: keys.call(callSessionId),
    queryFn: ({ signal }) => api('getCall', { params: { id: callSessionId } }, signal),
    // A call that is over no longer changes.
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data.status) ? false : polling.refetchInterval),
    refetchIntervalInBackground: true,
  })
  useServerEvent('call_confirmed', (confirmed) => noteConfirmed(client, confirmed))
  const over = data && !isOpen(data.status) ? data : null
  useEffect(() => {
    if (over) noteOver(client, over)
  }, [client, over])
  useHeadingFirst(data ? (isOpen(data.status) ? 'call' : 'ended') : null)
  if (isRefusal(error, 'NOT_FOUND') || isRefusal(error, 'INVALID'))
    return (
      <Plain>
        <UnknownPage />
      </Plain>
    )
  if (!data) {
    return (
      <Plain>
        {error ? (
          <LoadError error={error} onRetry={() => void refetch()} />
        ) : (
          <AfterMoment label={t('call.loading')}>
            <PanelSkeleton height={420} />
          </AfterMoment>
        )}
      </Plain>
    )
  }
  const side: Side = data.doctorId === me.id ? 'doctor' : 'patient'
  return isOpen(data.status) ? <CallStage session={data} side={side} /> : <Ended session={data} side={side} />
}

/** Without a call to show, the page has the usual header and foot. */
function Plain({ children }: { children: ReactNode }) {
  const header = useOutletContext<HeaderProps | undefined>()
  return <AppShell {...(header ?? { pages: [] })}>{children}</AppShell>
}

/** Moves the focus to the heading when the call starts and when it ends, for keyboards and screen readers. */
function useHeadingFirst(shown: 'call' | 'ended' | null): void {
  useEffect(() => {
    const heading = shown === null ? null : document.querySelector<HTMLElement>('#main h1')
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }, [shown])
}

export const page: Page = { Component: CallRoom, bare: true }
