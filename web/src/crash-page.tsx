import { ApiError } from '@medconsult/contract'
import { useRouteError } from 'react-router'
import { SkipLink } from './ui/skip-link.tsx'
import { PageError } from './ui/page-error.tsx'

/** A page that broke, or whose part could not be loaded: says so, and loads it again. */
export function CrashPage() {
  const error = useRouteError()
  const reference = error instanceof ApiError ? error.problem?.requestId : undefined
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1}>
        <PageError
          title="This page stopped working"
          onRetry={() => window.location.reload()}
          {...(reference === undefined ? {} : { reference })}
        >
          Your place in the queue and your call are kept. Load the page again to go on.
        </PageError>
      </main>
    </>
  )
}
