import { ApiError } from '@medconsult/contract'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ReactNode } from 'react'
import { PageError } from './page-error.tsx'
import { titleOf } from '../words/refusal.ts'
import { t } from '../words/text.ts'

const TRY_EVERY_SECONDS = 5

type LoadErrorProps = {
  error: unknown
  onRetry: () => void
  /** What is kept and what happens next, in a sentence. */ children?: ReactNode
}

/** Data that could not be loaded: retries every five seconds, and shows the countdown. */
export function LoadError({ error, onRetry, children }: LoadErrorProps) {
  const [left, setLeft] = useState(TRY_EVERY_SECONDS)
  const tick = useEffectEvent(() => {
    if (left > 1) return setLeft(left - 1)
    setLeft(TRY_EVERY_SECONDS)
    onRetry()
  })
  useEffect(() => {
    const timer = setInterval(() => tick(), 1000)
    return () => clearInterval(timer)
  }, [])
  const problem = error instanceof ApiError ? error.problem : null
  return (
    <PageError
      {...(problem === null ? {} : { title: titleOf(problem), reference: problem.requestId })}
      nextTry={left}
      onRetry={() => {
        setLeft(TRY_EVERY_SECONDS)
        onRetry()
      }}
    >
      {children ?? t('page.lost.lead')}
    </PageError>
  )
}
