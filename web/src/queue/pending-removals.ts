import type { RemoveReason } from '@medconsult/contract'
import { useSyncExternalStore } from 'react'
import { api } from '../server/api.ts'
import { observable } from '../server/observable.ts'

/** Somebody who is about to be taken out of the queue. */
export interface Pending {
  readonly reason: RemoveReason
  /** By this machine's clock, in ms. */
  readonly at: number
}

/** So long it can be undone before the server is asked. */
export const UNDO_MS = 5000

interface RemovalListener {
  readonly done: () => Promise<unknown>
  readonly failed: (error: unknown) => void
}

type Ask = (scheduleId: string, entryId: string, reason: RemoveReason) => Promise<unknown>

/**
 * Those who are taken out of a queue in a moment, by entry. They wait here and not in a page, so that going on to a call
 * forgets nobody; with the window closed nothing has happened.
 */
export function makePendingRemovals(ask: Ask) {
  const pending = observable<ReadonlyMap<string, Pending>>(new Map())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const drop = (entryId: string): void => {
    clearTimeout(timers.get(entryId))
    timers.delete(entryId)
    pending.set(new Map([...pending.get()].filter(([id]) => id !== entryId)))
  }
  return {
    subscribe: pending.subscribe,
    get: pending.get,
    undo: drop,
    /** Asks the server unless it is undone. `done` reads the queue again before the entry is let go; `failed` receives the error. */
    remove(scheduleId: string, entryId: string, reason: RemoveReason, { done, failed }: RemovalListener): void {
      if (pending.get().has(entryId)) return
      pending.set(new Map(pending.get()).set(entryId, { reason, at: Date.now() + UNDO_MS }))
      const go = async (): Promise<void> => {
        try {
          await ask(scheduleId, entryId, reason)
          await done()
        } catch (error) {
          failed(error)
        } finally {
          drop(entryId)
        }
      }
      timers.set(
        entryId,
        setTimeout(() => void go(), UNDO_MS),
      )
    },
  }
}

export const pendingRemovals = makePendingRemovals((id, entryId, reason) =>
  api('removeEntry', { params: { id, entryId }, body: { reason } }),
)

/** Who is about to be taken out, by entry. */
export const usePendingRemovals = (): ReadonlyMap<string, Pending> => useSyncExternalStore(pendingRemovals.subscribe, pendingRemovals.get)
