import type { Side } from '@medconsult/contract'
import { onSessionEnd } from '../session-end.ts'
import { newPeerId, recallPeerId } from './peer-id.ts'
import { openCall, type CallConnection } from './peer-connection.ts'

const calls = new Map<string, CallConnection>()
/** Longer than any invitation may last. */
const UNUSED_MS = 11 * 60_000
const unused = new Map<string, ReturnType<typeof setTimeout>>()

onSessionEnd(() => {
  for (const id of [...calls.keys()]) abandonCall(id)
})

/** Loads the call's code ahead of time: while queueing, or in the practice. */
export function prefetchCall(): void {
  void import('peerjs')
  void import('./call-room.tsx')
}

/**
 * Opens this end of the call before its page is there, so that the connection begins with the `call_confirmed`
 * event: the doctor after start-call, the patient at Join now. Returns the peer id to send along with confirm.
 */
export function prepareCall(callSessionId: string, side: Side): { peerId: string } {
  const call = present(callSessionId) ?? open(callSessionId, side, recallPeerId(callSessionId) ?? newPeerId(), false)
  clearTimeout(unused.get(callSessionId))
  unused.set(
    callSessionId,
    setTimeout(() => abandonCall(callSessionId), UNUSED_MS),
  )
  return { peerId: call.peerId }
}

/** The invitation came to nothing. */
export function abandonCall(callSessionId: string): void {
  clearTimeout(unused.get(callSessionId))
  unused.delete(callSessionId)
  calls.get(callSessionId)?.close()
  calls.delete(callSessionId)
}

/** The page's own: the prepared connection, if there is one. */
export function adoptCall(callSessionId: string): CallConnection | null {
  clearTimeout(unused.get(callSessionId))
  unused.delete(callSessionId)
  return present(callSessionId)
}

/** A connection begun by the page itself. */
export function open(callSessionId: string, side: Side, peerId: string, returning: boolean): CallConnection {
  abandonCall(callSessionId)
  const call = openCall({ callSessionId, side, peerId, returning })
  calls.set(callSessionId, call)
  return call
}

function present(callSessionId: string): CallConnection | null {
  const call = calls.get(callSessionId)
  return call && !call.isClosed() ? call : null
}
