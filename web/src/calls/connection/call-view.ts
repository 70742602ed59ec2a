import type { CallSession } from '@medconsult/contract'
import type { Shown } from './reconnect-state.ts'
import type { Sending } from './transport/sending-channel.ts'
import type { Quality } from './monitor/quality.ts'

/** What the call's page shows of the connection. */
export interface CallView {
  readonly shown: Shown
  /** The other page has sent LEAVE. */
  readonly gone: boolean
  /** It has not come back in time: the person has left. */
  readonly left: boolean
  /** Their page has reported that the browser has frozen it. */
  readonly asleep: boolean
  /** Whether the other side is in the call's room; null: unknown. */
  readonly present: boolean | null
  readonly remote: MediaStream | null
  /** Their picture or sound has arrived over the current connection. */
  readonly flowing: boolean
  /** They send a picture, and it is frozen. */
  readonly still: boolean
  readonly theySend: Sending | null
  /** When the connection was lost (`serverNow()`); null while it is not. */
  readonly lostSince: number | null
  readonly quality: Quality | null
  /** Another tab or device of the same person has taken the call over. */
  readonly elsewhere: boolean
}

export const emptyView: CallView = {
  shown: 'waiting',
  gone: false,
  left: false,
  asleep: false,
  present: null,
  remote: null,
  flowing: false,
  still: false,
  theySend: null,
  lostSince: null,
  quality: null,
  elsewhere: false,
}

/** The part of the session that a connection needs, from REST or an event. */
export type Known = Pick<CallSession, 'status' | 'doctorPeerId' | 'patientPeerId'>
