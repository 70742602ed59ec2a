import type { RemoveReason } from '@medconsult/contract'
import { useSyncExternalStore } from 'react'
import { api } from '../server/api.ts'
import { observable } from '../server/observable.ts'

/** A removal from the queue that can still be undone. */
export interface Pending {
  readonly reason: RemoveReason
  /** By this machine's clock, in ms. */
  readonly at: number
}

/** How long a removal can be undone before it is sent. */
export const UNDO_MS = 5000

interface RemovalListener {
  readonly done: () => Promise<unknown>
  readonly failed: (error: unknown) => void
}

type Ask = (scheduleId: string, entryId: string, reason: RemoveReason) => Promise<unknown>

/**
 * Removals that are about to be sent, by entry. They are kept outside the page, so that opening a call loses none; if the
 * window is closed, they are not sent.
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
    /** Removes the entry unless undone in time. `done` reads the queue again before the entry is dropped here. */
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

/** Pending removals, by entry. */
export const usePendingRemovals = (): ReadonlyMap<string, Pending> => useSyncExternalStore(pendingRemovals.subscribe, pendingRemovals.get)
