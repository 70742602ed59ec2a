import type { PresenceRow } from '../store/ephemeral-rows.ts'
import type { Store } from '../store/store.ts'
import { presenceId } from './who-is-present.ts'

/** Writes presence rows of one process, one after the other for each, so that the last state is the one that stays. A lost write is dropped. */
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
    /** Resolves once what has been asked for is written or dropped: of one subject, or of all. */
    written: async (subject?: string): Promise<void> =>
      subject === undefined ? void (await Promise.all(writing.values())) : await writing.get(subject),
  }
}
