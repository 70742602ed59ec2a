import { ApiError } from '@medconsult/contract'
import { useRouteError } from 'react-router'
import { api, isRefusal } from './api.ts'
import { LoadError } from './ui/load-error.tsx'
import { PageError } from './ui/page-error.tsx'
import { SkipLink } from './ui/skip-link.tsx'

/** A part of the page that could not be fetched. */
const isNotFetched = (error: unknown): boolean => isRefusal(error, 'UNREACHABLE')

/** Loads the page again as soon as the server answers. */
const reloadWhenThere = (): void => {
  api('health').then(
    () => window.location.reload(),
    () => undefined,
  )
}

/** A page that broke, or whose code could not be loaded: says so, and loads it again. */
export function CrashPage() {
  const error = useRouteError()
  const reference = error instanceof ApiError ? error.problem?.requestId : undefined
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1} style={{ flex: 1, display: 'flex', flexDirection: 'column' }}>
        {isNotFetched(error) ? (
          <LoadError error={error} onRetry={reloadWhenThere} />
        ) : (
          <PageError
            title="This page stopped working"
            onRetry={() => window.location.reload()}
            {...(reference === undefined ? {} : { reference })}
          >
            Your place in the queue and your call are kept. Load the page again to go on.
          </PageError>
        )}
      </main>
    </>
  )
}
