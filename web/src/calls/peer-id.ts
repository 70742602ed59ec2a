const keyOf = (callSessionId: string): string => `medconsult.peer.${callSessionId}`

/** A fresh name for one end of a call: begins and ends with a letter or digit, as PeerJS wants it. */
export function newPeerId(): string {
  return crypto.randomUUID()
}

/** Keeps this tab's peer id of a call, so that a refresh comes back under it. */
export function rememberPeerId(callSessionId: string, peerId: string): void {
  try {
    sessionStorage.setItem(keyOf(callSessionId), peerId)
  } catch {
    // A browser that keeps nothing registers a new id after a refresh.
  }
}

/** This tab's peer id of a call; null when it has none yet. */
export function recallPeerId(callSessionId: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(callSessionId))
  } catch {
    return null
  }
}
