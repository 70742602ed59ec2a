import type { CallSession, Side } from '@medconsult/contract'
import { api } from '../../server/api.ts'
import { withTimeout } from '../../server/pause.ts'
import { onSessionEnd } from '../../session/session-end.ts'
import { keepCallToken, releaseCallToken } from './keep-call-token.ts'
import { media } from '../media/media.ts'
import { newPeerId, recallPeerId, rememberPeerId } from './peer-id.ts'
import { CallConnection } from './call-connection.ts'
import { forgetSentInvitation, sentInvitation } from '../invitation/sent-invitation.ts'

const calls = new Map<string, CallConnection>()
/** Longer than any invitation may last. */
const UNUSED_MS = 11 * 60_000
const unused = new Map<string, ReturnType<typeof setTimeout>>()

onSessionEnd(() => {
  for (const id of calls.keys()) abandonCall(id)
  sentInvitation.set(null)
})

/**
 * Opens this end of the call before its page is shown, so that connecting starts with the `call_confirmed` event: the
 * doctor's after start-call; the patient's while it rings, asleep until they join. Its peer id is sent with confirm.
 */
export function prepareCall(callSessionId: string, side: Side): CallConnection {
  const call =
    present(callSessionId) ?? beginCall(callSessionId, side, recallPeerId(callSessionId) ?? newPeerId(), false, side === 'patient')
  clearTimeout(unused.get(callSessionId))
  unused.set(
    callSessionId,
    setTimeout(() => abandonCall(callSessionId), UNUSED_MS),
  )
  return call
}

/** Invites a ready patient, sending this tab's peer id along, and prepares the connection. Throws `ApiError`. */
export async function inviteToCall(scheduleId: string, patientId: string): Promise<CallSession> {
  const doctorPeerId = newPeerId()
  // The devices start at the press; from the invitation on the call holds them.
  const release = media.hold()
  void media.start()
  try {
    const session = await api('startCall', { params: { id: scheduleId }, body: { patientId, doctorPeerId } })
    // A repeated request keeps the peer id of the first, which may be another tab's.
    if (session.doctorPeerId === doctorPeerId) rememberPeerId(session.id, doctorPeerId)
    prepareCall(session.id, 'doctor')
    sentInvitation.set({ callSessionId: session.id, name: session.patientName })
    return session
  } finally {
    release()
  }
}

/** Closes a call that is not to go on, such as one whose invitation was not accepted. */
export function abandonCall(callSessionId: string): void {
  clearTimeout(unused.get(callSessionId))
  unused.delete(callSessionId)
  calls.get(callSessionId)?.close()
  calls.delete(callSessionId)
  releaseCallToken(callSessionId)
}

/** How long a page may wait for its connection, ms. */
const HOLD_BACK_MS = 400

/**
 * Resolves when a prepared call's offer and answer have been exchanged, or at once if none is prepared: rendering the
 * call's page keeps the browser busy, and the connection should not wait for that.
 */
export async function untilAgreed(callSessionId: string): Promise<void> {
  const call = present(callSessionId)
  if (call) await withTimeout(call.agreed, HOLD_BACK_MS)
}

/** Hands the prepared connection to the page, if there is one and this tab has joined with it. */
export function adoptCall(callSessionId: string): CallConnection | null {
  forgetSentInvitation(callSessionId)
  clearTimeout(unused.get(callSessionId))
  unused.delete(callSessionId)
  const call = present(callSessionId)
  return call?.isAsleep() ? null : call
}

/** Opens a connection for the page itself: `returning` after a refresh, under the peer id that is already registered. */
export function beginCall(callSessionId: string, side: Side, peerId: string, returning: boolean, asleep = false): CallConnection {
  abandonCall(callSessionId)
  const call = new CallConnection({ callSessionId, side, peerId, returning, asleep })
  calls.set(callSessionId, call)
  keepCallToken(callSessionId)
  return call
}

/** The page has unmounted: leaves the call unless it mounts again at once, as in React's strict mode. */
export function releaseCall(callSessionId: string): void {
  clearTimeout(unused.get(callSessionId))
  unused.set(
    callSessionId,
    setTimeout(() => {
      calls.get(callSessionId)?.leave()
      abandonCall(callSessionId)
      media.stopUnlessHeld()
    }, 0),
  )
}

function present(callSessionId: string): CallConnection | null {
  const call = calls.get(callSessionId)
  return call && !call.isClosed() ? call : null
}
