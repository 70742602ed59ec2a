import type { Side } from '@medconsult/contract'

/** What the page says of the connection. `lost` is said only after a short outage, `back` for a moment after it. */
export type Shown = 'waiting' | 'connecting' | 'live' | 'lost' | 'back'
export type TimerName = 'connect' | 'retry' | 'banner' | 'ice' | 'anew' | 'settle'

/** How one end of a call climbs from nothing to a connection, and back up after an outage. */
export interface Ladder {
  readonly side: Side
  /** The own end can connect: devices settled, PeerJS there, own id registered. */
  readonly able: boolean
  /** The other's peer id, once known. */
  readonly theirs: string | null
  /** The other said that they leave. */
  readonly gone: boolean
  readonly link: 'none' | 'connecting' | 'up' | 'down'
  /** Failed attempts in a row. */
  readonly attempt: number
  /** Pictures or sound have arrived at least once. */
  readonly met: boolean
  /** A message to the other can get through. */
  readonly signalling: boolean
  /** An ICE restart is under way. */
  readonly restarting: boolean
  /** A step that waits for signalling. */
  readonly due: 'ice' | 'anew' | null
  readonly shown: Shown
}

export type LadderEvent =
  | { type: 'able'; returning: boolean }
  | { type: 'theirs'; peerId: string }
  | { type: 'incoming' }
  | { type: 'link'; state: 'up' | 'down' | 'failed' | 'closed' }
  | { type: 'flowing' }
  /** The patient asks, since only the doctor offers; `fresh` after a refresh, when any older connection is dead. */
  | { type: 'asked'; what: 'call' | 'ice'; fresh: boolean }
  | { type: 'left' }
  | { type: 'signalling'; up: boolean }
  | { type: 'timer'; name: TimerName }

export type Effect =
  | { do: 'call'; peerId: string }
  | { do: 'answer' }
  | { do: 'ask'; what: 'call' | 'ice'; fresh: boolean }
  | { do: 'restart-ice' }
  | { do: 'hang-up' }
  | { do: 'set'; timer: TimerName; ms: number; jitter?: true }
  | { do: 'clear'; timer: TimerName }

/** LiveKit's reconnect delays, ms; the shell adds jitter. */
export const RETRY_MS = [0, 300, 1200, 2700, 4800, 7000] as const
const CONNECT_MS = 10_000
/** A patient waits this long for the doctor's offer before asking for one; by polling an offer takes up to 5 s. */
const OFFER_MS = 6000
const BANNER_MS = 2500
const ICE_MS = 5000
const ANEW_MS = 10_000
const BACK_MS = 3000

export const newLadder = (side: Side): Ladder => ({
  side,
  able: false,
  theirs: null,
  gone: false,
  link: 'none',
  attempt: 0,
  met: false,
  signalling: true,
  restarting: false,
  due: null,
  shown: 'waiting',
})

type Step = { state: Ladder; effects: Effect[] }
const outage: Effect[] = [
  { do: 'clear', timer: 'banner' },
  { do: 'clear', timer: 'ice' },
  { do: 'clear', timer: 'anew' },
]

const retryMs = (attempt: number): number => RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0

/** What the page shows while there is no connection. */
const unconnected = (state: Ladder): Shown => (state.met ? 'lost' : state.theirs && !state.gone && state.able ? 'connecting' : 'waiting')

/** A whole new connection: the doctor calls, the patient asks to be called. */
function connectAnew(state: Ladder, fresh = false): Step {
  if (!state.able || !state.theirs || state.gone) return { state, effects: [] }
  if (state.side === 'patient') {
    const waits: Effect = { do: 'set', timer: 'retry', ms: Math.max(OFFER_MS, retryMs(state.attempt)), jitter: true }
    return { state: { ...state, attempt: state.attempt + 1, due: null }, effects: [{ do: 'ask', what: 'call', fresh }, waits] }
  }
  const closing: Effect[] = state.link === 'none' ? [] : [{ do: 'hang-up' }]
  const next: Ladder = { ...state, link: 'connecting', restarting: false, due: null }
  return {
    state: { ...next, shown: state.met ? state.shown : 'connecting' },
    effects: [
      ...closing,
      { do: 'clear', timer: 'retry' },
      ...outage.slice(1),
      { do: 'call', peerId: state.theirs },
      { do: 'set', timer: 'connect', ms: CONNECT_MS },
    ],
  }
}

/** The connection is gone for good; another try follows. */
function lose(state: Ladder): Step {
  const told = state.shown === 'live' || state.shown === 'back'
  const effects: Effect[] = [
    { do: 'clear', timer: 'connect' },
    { do: 'clear', timer: 'settle' },
    ...outage.slice(1),
    { do: 'set', timer: 'retry', ms: retryMs(state.attempt), jitter: true },
    ...(told ? [{ do: 'set', timer: 'banner', ms: BANNER_MS } as const] : []),
  ]
  const next: Ladder = { ...state, link: 'none', attempt: state.attempt + 1, restarting: false, due: null }
  return { state: { ...next, shown: told ? state.shown : unconnected(next) }, effects }
}

function restartIce(state: Ladder): Step {
  if (!state.signalling) return { state: { ...state, due: 'ice' }, effects: [] }
  const how: Effect = state.side === 'doctor' ? { do: 'restart-ice' } : { do: 'ask', what: 'ice', fresh: false }
  return { state: { ...state, restarting: true, due: null }, effects: [how, { do: 'set', timer: 'anew', ms: ANEW_MS }] }
}

/** One event's consequences. Pure; the shell carries the effects out. */
export function handle(state: Ladder, event: LadderEvent): Step {
  const stay: Step = { state, effects: [] }
  switch (event.type) {
    case 'able': {
      if (state.able) return stay
      return begin({ ...state, able: true }, event.returning)
    }
    case 'theirs': {
      if (state.theirs === event.peerId) return stay
      const next: Ladder = { ...state, theirs: event.peerId, gone: false, attempt: 0 }
      if (state.side === 'doctor') return connectAnew(next)
      return state.link === 'up' ? { state: next, effects: [] } : begin(next, false)
    }
    case 'incoming': {
      if (state.side === 'doctor') return stay
      const closing: Effect[] = state.link === 'none' ? [] : [{ do: 'hang-up' }]
      const next: Ladder = {
        ...state,
        link: 'connecting',
        gone: false,
        restarting: false,
        due: null,
        shown: state.met ? state.shown : 'connecting',
      }
      return {
        state: next,
        effects: [
          ...closing,
          { do: 'clear', timer: 'retry' },
          ...outage.slice(1),
          { do: 'answer' },
          { do: 'set', timer: 'connect', ms: CONNECT_MS },
        ],
      }
    }
    case 'flowing':
      return {
        state: { ...state, met: true, shown: state.shown === 'connecting' || state.shown === 'waiting' ? 'live' : state.shown },
        effects: [],
      }
    case 'link':
      return onLink(state, event.state)
    case 'asked': {
      if (state.side === 'patient') return stay
      if (event.what === 'ice') return state.restarting || (state.link !== 'up' && state.link !== 'down') ? stay : restartIce(state)
      const next = { ...state, gone: false }
      return state.link === 'connecting' && !event.fresh ? { state: next, effects: [] } : connectAnew(next)
    }
    case 'left': {
      const next: Ladder = { ...state, gone: true, link: 'none', attempt: 0, restarting: false, due: null }
      const clears = (['connect', 'retry', 'settle'] as const).map((timer) => ({ do: 'clear', timer }) as const)
      const closing: Effect[] = state.link === 'none' ? [] : [{ do: 'hang-up' }]
      // A refresh leaves and is back within the banner's time: nothing is said then.
      const effects: Effect[] = [...closing, ...clears, ...outage, { do: 'set', timer: 'banner', ms: BANNER_MS }]
      return { state: { ...next, shown: state.met ? state.shown : 'waiting' }, effects }
    }
    case 'signalling': {
      const next = { ...state, signalling: event.up }
      if (!event.up || state.signalling) return { state: next, effects: [] }
      if (state.due === 'anew') return connectAnew(next)
      return state.due === 'ice' && state.link === 'down' ? restartIce(next) : { state: next, effects: [] }
    }
    case 'timer':
      return onTimer(state, event.name)
  }
}

/** Both ends are known: the doctor calls; the patient waits for it, or asks at once after a refresh. */
function begin(state: Ladder, returning: boolean): Step {
  if (!state.able || !state.theirs) return { state, effects: [] }
  if (state.side === 'doctor' || returning) return connectAnew(state, returning)
  const waits: Effect = { do: 'set', timer: 'retry', ms: OFFER_MS }
  return {
    state: { ...state, shown: state.link === 'none' ? unconnected(state) : state.shown },
    effects: state.link === 'none' ? [waits] : [],
  }
}

function onLink(state: Ladder, link: 'up' | 'down' | 'failed' | 'closed'): Step {
  if (state.link === 'none') return { state, effects: [] }
  switch (link) {
    case 'up': {
      const wasLost = state.shown === 'lost'
      const shown: Shown = wasLost ? 'back' : state.met ? 'live' : state.shown
      return {
        state: { ...state, link: 'up', attempt: 0, restarting: false, due: null, shown },
        effects: [
          { do: 'clear', timer: 'connect' },
          { do: 'clear', timer: 'retry' },
          ...outage,
          ...(wasLost ? [{ do: 'set', timer: 'settle', ms: BACK_MS } as const] : []),
        ],
      }
    }
    case 'down': {
      if (state.link !== 'up') return { state, effects: [] }
      return {
        state: { ...state, link: 'down' },
        effects: [
          { do: 'set', timer: 'banner', ms: BANNER_MS },
          { do: 'set', timer: 'ice', ms: ICE_MS },
        ],
      }
    }
    case 'failed': {
      if (state.link === 'connecting') return withHangUp(lose(state))
      const next: Ladder = { ...state, link: 'down', shown: state.shown === 'live' || state.shown === 'back' ? 'lost' : state.shown }
      return state.restarting || state.due ? { state: next, effects: [] } : restartIce(next)
    }
    case 'closed':
      return lose(state)
  }
}

const withHangUp = ({ state, effects }: Step): Step => ({ state, effects: [{ do: 'hang-up' }, ...effects] })

function onTimer(state: Ladder, name: TimerName): Step {
  const stay: Step = { state, effects: [] }
  switch (name) {
    case 'connect':
      return state.link === 'connecting' ? withHangUp(lose(state)) : stay
    case 'retry':
      return state.link === 'none' || (state.side === 'patient' && state.link === 'down') ? connectAnew(state) : stay
    case 'banner':
      return state.link === 'up' ? stay : { state: { ...state, shown: state.gone ? 'waiting' : 'lost' }, effects: [] }
    case 'ice':
      return state.link === 'down' && !state.restarting ? restartIce(state) : stay
    case 'anew': {
      if (state.link !== 'down') return stay
      if (!state.signalling) return { state: { ...state, due: 'anew' }, effects: [] }
      // The patient keeps what it has until the doctor's new offer comes; a dead connection may still heal.
      return connectAnew({ ...state, restarting: false })
    }
    case 'settle':
      return state.shown === 'back' ? { state: { ...state, shown: 'live' }, effects: [] } : stay
  }
}
