import type { Side } from '@medconsult/contract'

/** What the page shows of the connection. `lost` only after an outage of a few seconds, `back` for a moment after it. */
export type Shown = 'waiting' | 'connecting' | 'live' | 'lost' | 'back'
export type TimerName = 'connect' | 'retry' | 'banner' | 'ice' | 'anew' | 'settle' | 'left'

/** How one end of a call connects, and reconnects after an outage. */
export interface ReconnectState {
  readonly side: Side
  /** This end can connect: devices settled, PeerJS loaded, peer id registered. */
  readonly able: boolean
  /** The other end's peer id, once known. */
  readonly theirs: string | null
  /** The other page has sent LEAVE; it may be reloading. */
  readonly gone: boolean
  /** It has not come back in time: the person has left. */
  readonly left: boolean
  readonly link: 'none' | 'connecting' | 'up' | 'down'
  /** Failed attempts in a row. */
  readonly attempt: number
  /** Picture or sound has arrived at least once. */
  readonly met: boolean
  /** Messages can reach the other end. */
  readonly signalling: boolean
  /** An ICE restart is under way. */
  readonly restarting: boolean
  /** A step that waits for signalling. */
  readonly due: 'ice' | 'anew' | null
  readonly shown: Shown
}

export type ReconnectEvent =
  /** `offer`: the other end's has arrived (`here`), or the patient's was sent with confirm (`sent`). */
  | { type: 'able'; returning: boolean; offer?: 'here' | 'sent' }
  | { type: 'theirs'; peerId: string }
  | { type: 'incoming' }
  | { type: 'link'; state: 'up' | 'down' | 'failed' | 'closed' }
  | { type: 'flowing' }
  /** Nothing arrives over a connection whose ICE state is still up; `receiving`: something does again. */
  | { type: 'silent' }
  | { type: 'receiving' }
  /** An answer to an offer that this end has abandoned. */
  | { type: 'answered-late' }
  /** The patient asks, since after the first offer only the doctor makes offers; `fresh`: after a refresh, any older connection is dead. */
  | { type: 'asked'; what: 'call' | 'ice'; fresh: boolean }
  | { type: 'left' }
  | { type: 'signalling'; up: boolean }
  | { type: 'timer'; name: TimerName }

export type ReconnectEffect =
  | { do: 'call'; peerId: string }
  | { do: 'answer' }
  | { do: 'ask'; what: 'call' | 'ice'; fresh: boolean }
  | { do: 'restart-ice' }
  | { do: 'hang-up' }
  | { do: 'set'; timer: TimerName; ms: number; jitter?: true }
  | { do: 'clear'; timer: TimerName }

/** LiveKit's reconnect delays, ms; the call connection adds jitter. */
export const RETRY_MS = [0, 300, 1200, 2700, 4800, 7000] as const
export const CONNECT_MS = 10_000
/** A patient waits this long for the doctor's offer before asking for one; with polling an offer takes up to 5 s. */
export const OFFER_MS = 6000
export const BANNER_MS = 2500
export const ICE_MS = 5000
/** From detected silence to the ICE restart: in total no later than after `disconnected`. */
export const ICE_AFTER_SILENCE_MS = 2000
/** A page that sent LEAVE may come back within this time; after it the person has left. */
export const LEFT_MS = 15_000
export const ANEW_MS = 10_000
export const BACK_MS = 3000

export const newReconnectState = (side: Side): ReconnectState => ({
  side,
  able: false,
  theirs: null,
  gone: false,
  left: false,
  link: 'none',
  attempt: 0,
  met: false,
  signalling: true,
  restarting: false,
  due: null,
  shown: 'waiting',
})
