import { ApiError } from '@medconsult/contract'
import { useState } from 'react'
import { useIsLate } from './clock.ts'
import { isReached, useLive } from './live.ts'
import { sentenceOf } from '../ui/words/refusal.ts'

/** What has changed since a request was refused. */
export interface Since {
  readonly isUnreachable: boolean
  readonly wasUnreachable: boolean
  /** So long as the refusal asks for. */
  readonly hasWaited: boolean
}

/** No event says when a person’s other call ends, so “a few minutes” last this long. */
const BUSY_SECONDS = 180

/** How long a refusal asks to wait, in seconds; null if it names no time. */
export function waitOf(error: Error | null): number | null {
  if (!(error instanceof ApiError)) return null
  return error.code === 'PATIENT_BUSY' ? BUSY_SECONDS : error.retryAfterSeconds
}

/** Whether the reason for a refusal still holds: the clinic is unreachable, or one has to wait. Other refusals hold until the next try. */
export function isStillSo(error: Error, { isUnreachable, wasUnreachable, hasWaited }: Since): boolean {
  if (!(error instanceof ApiError)) return true
  if (error.code === 'UNREACHABLE') return isUnreachable || !wasUnreachable
  return waitOf(error) === null || !hasWaited
}

/** The message for a refused request while its reason holds; null if there is none. */
export function useRefusalWords(error: Error | null): string | null {
  const isUnreachable = !isReached(useLive())
  const [unreachableIn, setUnreachableIn] = useState<Error | null>(null)
  if (isUnreachable && unreachableIn !== error) setUnreachableIn(error)
  const wait = waitOf(error)
  const hasWaited = useIsLate(wait !== null, (wait ?? 0) * 1000)
  if (error === null) return null
  return isStillSo(error, { isUnreachable, wasUnreachable: unreachableIn === error, hasWaited }) ? sentenceOf(error) : null
}
