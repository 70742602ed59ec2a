import { ApiError } from '@medconsult/contract'
import type { ReactNode } from 'react'
import { useRouteError } from 'react-router'
import { api, isRefusal } from '../server/api.ts'
import { LoadError } from '../ui/page/load-error.tsx'
import { PageError } from '../ui/page/page-error.tsx'
import { SkipLink } from '../ui/shell/skip-link.tsx'
import { t } from '../ui/words/text.ts'

/** Reloads the page as soon as the server answers. */
const reloadWhenThere = (): void => {
  api('health').then(
    () => window.location.reload(),
    () => undefined,
  )
}

/** Shown when a page has crashed or its code could not be loaded; reloads it. */
function Crashed({ error }: { error: unknown }) {
  if (isRefusal(error, 'UNREACHABLE')) return <LoadError error={error} onRetry={reloadWhenThere} />
  const reference = error instanceof ApiError ? error.problem?.requestId : undefined
  return (
    <PageError title={t('page.crash.title')} onRetry={() => window.location.reload()} {...(reference === undefined ? {} : { reference })}>
      {t('page.crash.lead')}
    </PageError>
  )
}

/** The same for a page below the shell, whose header and invitations stay. */
export const CrashedPart = (): ReactNode => <Crashed error={useRouteError()} />

/** The same, replacing the whole app. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1} style={{ flex: 1, display: 'flex', flexDirection: 'column' }}>
        <Crashed error={error} />
      </main>
    </>
  )
}

export const CrashedRoute = (): ReactNode => <CrashPage error={useRouteError()} />
