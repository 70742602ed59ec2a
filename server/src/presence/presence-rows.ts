import type { PresenceRow } from '../store/ephemeral-rows.ts'
import type { Store } from '../store/store.ts'
import { presenceId } from './who-is-present.ts'

/** Writes a process's presence rows, one at a time per subject, so that the last state wins. A lost write is dropped. */
export function makePresenceRows(store: Store, processId: string, now: () => Date) {
  const writing = new Map<string, Promise<void>>()
  return {
    write(subject: string, kind: PresenceRow['kind'], time: number): void {
      const row = { id: presenceId(subject, processId), subject, kind, processId, at: new Date(time).toISOString() }
      const work = (writing.get(subject) ?? Promise.resolve())
        .then(() => store.ephemeral.put('presences', [row], now()))
        .catch(() => undefined)
        .finally(() => {
          if (writing.get(subject) === work) writing.delete(subject)
        })
      writing.set(subject, work)
    },
    /** Resolves once the writes so far of a subject, or of all, are done or dropped. */
    written: async (subject?: string): Promise<void> =>
      subject === undefined ? void (await Promise.all(writing.values())) : await writing.get(subject),
  }
}
