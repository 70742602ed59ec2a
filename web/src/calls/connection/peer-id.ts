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

/** Another tab has taken the call over; this one would come back under a new id. */
export function forgetPeerId(callSessionId: string): void {
  try {
    sessionStorage.removeItem(keyOf(callSessionId))
    sessionStorage.removeItem(`${keyOf(callSessionId)}.n`)
    sessionStorage.removeItem(`${keyOf(callSessionId)}.life`)
  } catch {
    // Nothing was kept.
  }
}

/** Keeps the number of the last signal this tab has had. */
export function rememberSignal(callSessionId: string, n: number): void {
  try {
    sessionStorage.setItem(`${keyOf(callSessionId)}.n`, String(n))
  } catch {
    // Older signals are then read again, and an older offer is overtaken by the next.
  }
}

/** The number of the last signal this tab has had; 0 for none. */
export function recallSignal(callSessionId: string): number {
  try {
    return Number(sessionStorage.getItem(`${keyOf(callSessionId)}.n`)) || 0
  } catch {
    return 0
  }
}

/** How often this tab has opened its end of a call under this peer id, this time included. */
export function nextLife(callSessionId: string, peerId: string): number {
  try {
    const kept = JSON.parse(sessionStorage.getItem(`${keyOf(callSessionId)}.life`) ?? 'null') as { peerId: string; life: number } | null
    const life = kept?.peerId === peerId ? kept.life + 1 : 1
    sessionStorage.setItem(`${keyOf(callSessionId)}.life`, JSON.stringify({ peerId, life }))
    return life
  } catch {
    // A browser that keeps nothing has a new peer id each time.
    return 1
  }
}
