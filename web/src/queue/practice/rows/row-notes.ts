import type { DoctorQueueEntry } from '@medconsult/contract'
import { useState } from 'react'
import { useRefusalWords } from '../../../server/refusal-words.ts'

/** Whether a note still applies, given the entry now and why the row's button is refused now. */
type Holds = (now: DoctorQueueEntry, refusal: string | null) => boolean

/** While the entry's state is unchanged; reports about its camera or presence do not matter. */
export const whileInState =
  ({ status, callSessionId }: DoctorQueueEntry): Holds =>
  (now) =>
    now.status === status && now.callSessionId === callSessionId

/** While the button is refused for this reason. */
export const whileRefused =
  (reason: string): Holds =>
  (_, refusal) =>
    refusal === reason

type Said = { id: string; words: string | null; error: Error | null; holds: Holds }

/** The result of the last press in a row. */
interface RowSaid {
  readonly words: string
  readonly tone: 'danger' | 'muted'
}

/** The note about the last press, in its row, while it applies. One row at a time. */
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
