import { ApiError } from '@medconsult/contract'
import { useState } from 'react'
import { sentenceOf } from './api.ts'
import { useIsLate } from './clock.ts'
import { useLive } from './live.ts'

/** What has happened since a request was refused. */
export interface Since {
  readonly isOffline: boolean
  readonly wasOffline: boolean
  /** So long as the refusal asks for. */
  readonly hasWaited: boolean
}

/** Nobody tells the page when somebody’s other call is over: so long “a few minutes” are. */
const BUSY_SECONDS = 180

/** How long a refusal asks to wait, in seconds; null: it names no time. */
export function waitOf(error: Error | null): number | null {
  if (!(error instanceof ApiError)) return null
  return error.code === 'PATIENT_BUSY' ? BUSY_SECONDS : error.retryAfterSeconds
}

/** Whether what a refusal tells of goes on: that the clinic cannot be reached, or that one has to wait. Others stay until the next try. */
export function isStillSo(error: Error, { isOffline, wasOffline, hasWaited }: Since): boolean {
  if (!(error instanceof ApiError)) return true
  if (error.code === 'UNREACHABLE') return isOffline || !wasOffline
  return waitOf(error) === null || !hasWaited
}

/** The sentence for a refused request, for as long as what it tells of goes on; null: nothing to say. */
export function useRefusalWords(error: Error | null): string | null {
  const isOffline = useLive() === 'offline'
  const [offlineIn, setOfflineIn] = useState<Error | null>(null)
  if (isOffline && offlineIn !== error) setOfflineIn(error)
  const wait = waitOf(error)
  const hasWaited = useIsLate(wait !== null, (wait ?? 0) * 1000)
  if (error === null) return null
  return isStillSo(error, { isOffline, wasOffline: offlineIn === error, hasWaited }) ? sentenceOf(error) : null
}
