import type { CallSession } from '@medconsult/contract'
import type { Shown } from './reconnect-state.ts'
import type { Sending } from './transport/sending-channel.ts'
import type { Quality } from './monitor/quality.ts'

/** All that the call's page shows of the connection. */
export interface CallView {
  readonly shown: Shown
  /** The other's page said that it goes. */
  readonly gone: boolean
  /** It stayed away: they have left. */
  readonly left: boolean
  /** Their page said that the system has put it to sleep. */
  readonly asleep: boolean
  /** Whether the other is in the call's room; null: not known. */
  readonly present: boolean | null
  readonly remote: MediaStream | null
  /** Their picture or sound has arrived over the present connection. */
  readonly flowing: boolean
  /** Their picture, which they send, stands still. */
  readonly still: boolean
  readonly theySend: Sending | null
  /** Since when it is lost (`serverNow()`); null while it is not. */
  readonly lostSince: number | null
  readonly quality: Quality | null
  /** Another tab or device of the same person has taken the call over. */
  readonly elsewhere: boolean
}

/** Before anything is known. */
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

/** What has to be known of the session; a snapshot by REST or an event. */
export type Known = Pick<CallSession, 'status' | 'doctorPeerId' | 'patientPeerId'>
