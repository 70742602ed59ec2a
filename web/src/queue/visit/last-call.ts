import type { QueueEntry } from '@medconsult/contract'
import { useEffect } from 'react'
import { useNow } from '../../server/clock.ts'
import { lastCallWords } from './visit-words.ts'

/** Calls after which their patient has turned Ready on again: what became of them is over. */
const over = new Set<string>()

/** What became of the last call of somebody who waits, until they are ready again; null: nothing to say. */
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
