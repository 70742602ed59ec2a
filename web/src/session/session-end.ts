/** `revoked`: the server closed this login while the page was open. `signed-out`: there is no valid login (any more). */
export type SessionEnd = 'revoked' | 'signed-out'

const listeners = new Set<(how: SessionEnd) => void>()

/** Calls `listener` when the login has ended; media must stop at once. Returns its removal. */
export function onSessionEnd(listener: (how: SessionEnd) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Tells everyone that the login has ended. */
export function endSession(how: SessionEnd): void {
  for (const listener of listeners) listener(how)
}
