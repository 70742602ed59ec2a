import { ApiError } from '@medconsult/contract'
import { useState } from 'react'
import { sentenceOf } from './api.ts'
import { useIsLate } from './clock.ts'
import { useLive } from './live.ts'

/** What has happened since a request was refused. */
export interface Since {
  readonly isOffline: boolean
  readonly wasOffline: boolean
  /** So long as the server asked for. */
  readonly hasWaited: boolean
}

/** Whether what a refusal tells of goes on: that the clinic cannot be reached, or that one has to wait. Others stay until the next try. */
export function isStillSo(error: Error, { isOffline, wasOffline, hasWaited }: Since): boolean {
  if (!(error instanceof ApiError)) return true
  if (error.code === 'UNREACHABLE') return isOffline || !wasOffline
  return error.retryAfterSeconds === null || !hasWaited
}

const waitOf = (error: Error | null): number | null => (error instanceof ApiError ? error.retryAfterSeconds : null)

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
