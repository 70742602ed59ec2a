import type { QueueEntry } from '@medconsult/contract'
import { useEffect } from 'react'
import { useNow } from '../../server/clock.ts'
import { lastCallWords } from './visit-words.ts'

/** Calls after which the patient has turned Ready on again; their outcome is no longer shown. */
const over = new Set<string>()

/** The outcome of a waiting patient's last call, until they are ready again; null: nothing to show. */
export function useLastCallWords(entry: QueueEntry, doctor: string, position: number): string | null {
  const now = useNow(15_000)
  const { status, lastCall } = entry
  const name = lastCall && `${entry.id} ${lastCall.at}`
  const isOver = status === 'READY' && lastCall?.status !== 'CANCELLED'
  useEffect(() => {
    if (name && isOver) over.add(name)
  }, [name, isOver])
  return name === null || over.has(name) ? null : lastCallWords(entry, doctor, position, now)
}
