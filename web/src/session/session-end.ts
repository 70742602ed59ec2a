import { observable } from '../server/observable.ts'

/** `revoked`: the server closed this login while the page was open. `moved`: the same person has gone on at another device. `signed-out`: there is no valid login (any more). */
export type SessionEnd = 'revoked' | 'moved' | 'signed-out'

const newest = observable<{ readonly how: SessionEnd } | null>(null)

/** Calls `listener` each time the login has ended; media must stop at once. Returns its removal. */
export const onSessionEnd = (listener: (how: SessionEnd) => void): (() => void) =>
  newest.subscribe(() => {
    const end = newest.get()
    if (end) listener(end.how)
  })

/** Notifies all listeners that the login has ended. */
export const endSession = (how: SessionEnd): void => newest.set({ how })
