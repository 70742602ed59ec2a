import type { DoctorQueueEntry } from '@medconsult/contract'
import { useState } from 'react'
import { useRefusalWords } from '../../../server/refusal-words.ts'

/** Whether a note still stands, given its entry as it is now and why the row's button is greyed now. */
type Holds = (now: DoctorQueueEntry, refusal: string | null) => boolean

/** For as long as the entry's state is as it was: that its camera works now, or who is online, changes nothing about the answer. */
export const whileInState =
  ({ status, callSessionId }: DoctorQueueEntry): Holds =>
  (now) =>
    now.status === status && now.callSessionId === callSessionId

/** The answer to a pressed greyed button: for as long as it is greyed for this reason. */
export const whileRefused =
  (reason: string): Holds =>
  (_, refusal) =>
    refusal === reason

type Said = { id: string; words: string | null; error: Error | null; holds: Holds }

/** What the last press in a row came to, in words. */
interface RowSaid {
  readonly words: string
  readonly tone: 'danger' | 'muted'
}

/** The answer to the last press, in its row, for as long as what it tells of goes on. One row at a time. */
export function useRowNotes() {
  const [said, setSaid] = useState<Said | null>(null)
  const problem = useRefusalWords(said?.error ?? null)
  return {
    quiet: () => setSaid(null),
    say: ({ id }: DoctorQueueEntry, words: string, holds: Holds) => setSaid({ id, words, error: null, holds }),
    fail: (entry: DoctorQueueEntry, reason: unknown) => {
      const error = reason instanceof Error ? reason : new Error(String(reason))
      setSaid({ id: entry.id, words: null, error, holds: whileInState(entry) })
    },
    saidOf: (entry: DoctorQueueEntry, refusal: string | null): RowSaid | null => {
      if (said?.id !== entry.id || !said.holds(entry, refusal)) return null
      const words = said.words ?? problem
      return words === null ? null : { words, tone: said.error === null ? 'muted' : 'danger' }
    },
  }
}
