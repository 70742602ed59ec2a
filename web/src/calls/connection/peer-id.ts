import { tabStorage } from '../../server/browser-storage.ts'

const keyOf = (callSessionId: string): string => `medconsult.peer.${callSessionId}`
const signalKeyOf = (callSessionId: string): string => `${keyOf(callSessionId)}.n`
const lifeKeyOf = (callSessionId: string): string => `${keyOf(callSessionId)}.life`

/** A new peer id for one end of a call: starts and ends with a letter or digit, as PeerJS requires. */
export function newPeerId(): string {
  return crypto.randomUUID()
}

/** Stores this tab's peer id of a call, so that it is the same after a refresh. */
export function rememberPeerId(callSessionId: string, peerId: string): void {
  tabStorage.write(keyOf(callSessionId), peerId)
}

/** This tab's peer id of a call; null if it has none yet. */
export function recallPeerId(callSessionId: string): string | null {
  return tabStorage.read(keyOf(callSessionId))
}

/** Forgets it: another tab has taken the call over, and this one would return under a new id. */
export function forgetPeerId(callSessionId: string): void {
  for (const key of [keyOf(callSessionId), signalKeyOf(callSessionId), lifeKeyOf(callSessionId)]) tabStorage.write(key, null)
}

/** Stores the number of the last signal this tab has received. */
export function rememberSignal(callSessionId: string, n: number): void {
  tabStorage.write(signalKeyOf(callSessionId), String(n))
}

/** The number of the last signal this tab has received; 0 if none, so that older signals are read again. */
export function recallSignal(callSessionId: string): number {
  return Number(tabStorage.read(signalKeyOf(callSessionId))) || 0
}

/** How often this tab has opened its end of a call under this peer id, including now; 1 if the browser refuses storage. */
export function nextLife(callSessionId: string, peerId: string): number {
  try {
    const kept = JSON.parse(tabStorage.read(lifeKeyOf(callSessionId)) ?? 'null') as { peerId: string; life: number } | null
    const life = kept?.peerId === peerId ? kept.life + 1 : 1
    return tabStorage.write(lifeKeyOf(callSessionId), JSON.stringify({ peerId, life })) ? life : 1
  } catch {
    return 1
  }
}
