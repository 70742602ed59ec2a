import {
  ANEW_MS,
  BACK_MS,
  BANNER_MS,
  CONNECT_MS,
  ICE_AFTER_SILENCE_MS,
  ICE_MS,
  LEFT_MS,
  OFFER_MS,
  RETRY_MS,
  type ReconnectEffect,
  type ReconnectState,
  type ReconnectEvent,
  type Shown,
  type TimerName,
} from './reconnect-state.ts'

type Step = { state: ReconnectState; effects: ReconnectEffect[] }
const outage: ReconnectEffect[] = [
  { do: 'clear', timer: 'banner' },
  { do: 'clear', timer: 'ice' },
  { do: 'clear', timer: 'anew' },
]

const retryMs = (attempt: number): number => RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0

/** What the page shows while there is no connection. */
const unconnected = (state: ReconnectState): Shown =>
  state.met ? 'lost' : state.theirs && !state.gone && state.able ? 'connecting' : 'waiting'

/** The other page is there, even if it had sent LEAVE. */
const here = (state: ReconnectState): ReconnectState => (state.gone || state.left ? { ...state, gone: false, left: false } : state)

/** Makes a new connection: the doctor calls, the patient asks to be called. */
function connectAnew(state: ReconnectState, fresh = false): Step {
  if (!state.able || !state.theirs || state.gone) return { state, effects: [] }
  if (state.side === 'patient') {
    const waits: ReconnectEffect = { do: 'set', timer: 'retry', ms: Math.max(OFFER_MS, retryMs(state.attempt)), jitter: true }
    return { state: { ...state, attempt: state.attempt + 1, due: null }, effects: [{ do: 'ask', what: 'call', fresh }, waits] }
  }
  return connect(state, state.theirs)
}

/** The start of every new connection: the previous one ends. */
const anew = (state: ReconnectState): { state: ReconnectState; before: ReconnectEffect[] } => ({
  state: { ...state, link: 'connecting', restarting: false, due: null, shown: state.met ? state.shown : 'connecting' },
  before: [
    ...(state.link === 'none' ? [] : [{ do: 'hang-up' } as const]),
    { do: 'clear', timer: 'retry' },
    { do: 'clear', timer: 'left' },
    ...outage.slice(1),
  ],
})
const connectTimeout: ReconnectEffect = { do: 'set', timer: 'connect', ms: CONNECT_MS }

/** Makes an offer: the doctor's, or a patient's first. */
function connect(from: ReconnectState, peerId: string): Step {
  const { state, before } = anew(from)
  return { state, effects: [...before, { do: 'call', peerId }, connectTimeout] }
}

function answer(from: ReconnectState): Step {
  const { state, before } = anew(here(from))
  return { state, effects: [...before, { do: 'answer' }, connectTimeout] }
}

/** The connection is gone for good: schedules a retry. */
function lose(state: ReconnectState): Step {
  const wasLive = state.shown === 'live' || state.shown === 'back'
  const effects: ReconnectEffect[] = [
    { do: 'clear', timer: 'connect' },
    { do: 'clear', timer: 'settle' },
    ...outage.slice(1),
    { do: 'set', timer: 'retry', ms: retryMs(state.attempt), jitter: true },
    ...(wasLive ? [{ do: 'set', timer: 'banner', ms: BANNER_MS } as const] : []),
  ]
  const next: ReconnectState = { ...state, link: 'none', attempt: state.attempt + 1, restarting: false, due: null }
  return { state: { ...next, shown: wasLive ? state.shown : unconnected(next) }, effects }
}

function restartIce(state: ReconnectState): Step {
  if (!state.signalling) return { state: { ...state, due: 'ice' }, effects: [] }
  const how: ReconnectEffect = state.side === 'doctor' ? { do: 'restart-ice' } : { do: 'ask', what: 'ice', fresh: false }
  return { state: { ...state, restarting: true, due: null }, effects: [how, { do: 'set', timer: 'anew', ms: ANEW_MS }] }
}

/** The next state and effects after an event. Pure; the call connection runs the effects. */
export function stepReconnect(state: ReconnectState, event: ReconnectEvent): Step {
  const stay: Step = { state, effects: [] }
  switch (event.type) {
    case 'able': {
      if (state.able) return stay
      const next: ReconnectState = { ...state, able: true }
      if (event.offer === 'here') return answer(next)
      return event.offer === 'sent' && state.theirs ? connect(next, state.theirs) : begin(next, event.returning)
    }
    case 'theirs': {
      if (state.theirs === event.peerId) return stay
      const next: ReconnectState = { ...here(state), theirs: event.peerId, attempt: 0 }
      if (state.side === 'doctor') return connectAnew(next)
      return state.link === 'up' ? { state: next, effects: [] } : begin(next, false)
    }
    case 'incoming': {
      // If both have made an offer, the doctor's counts.
      return state.side === 'doctor' ? stay : answer(state)
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
      const next = here(state)
      return state.link === 'connecting' && !event.fresh ? { state: next, effects: [] } : connectAnew(next)
    }
    case 'answered-late':
      return state.link === 'none' ? connectAnew(here(state)) : stay
    case 'silent':
      return state.link === 'up' ? fallSilent(state) : stay
    case 'receiving':
      return state.link === 'down' ? onLink(state, 'up') : stay
    case 'left':
      return leave(state)
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

/** The other page has sent LEAVE: it may only be reloading, and is not called before it asks. */
function leave(state: ReconnectState): Step {
  const next: ReconnectState = { ...state, gone: true, link: 'none', attempt: 0, restarting: false, due: null }
  const clears = (['connect', 'retry', 'settle'] as const).map((timer) => ({ do: 'clear', timer }) as const)
  const closing: ReconnectEffect[] = state.link === 'none' ? [] : [{ do: 'hang-up' }]
  const waits: ReconnectEffect[] = state.gone ? [] : [{ do: 'set', timer: 'left', ms: LEFT_MS }]
  return { state: { ...next, shown: state.met ? state.shown : 'waiting' }, effects: [...closing, ...clears, ...outage, ...waits] }
}

/** Nothing arrives: the path is cut, seconds before its ICE state changes. */
function fallSilent(state: ReconnectState): Step {
  const shown: Shown = state.shown === 'live' || state.shown === 'back' ? 'lost' : state.shown
  return {
    state: { ...state, link: 'down', shown },
    effects: [
      { do: 'clear', timer: 'settle' },
      { do: 'set', timer: 'ice', ms: ICE_AFTER_SILENCE_MS },
    ],
  }
}

/** Once both ends are known, the doctor calls; the patient waits for the call, or asks at once after a refresh. */
function begin(state: ReconnectState, returning: boolean): Step {
  if (!state.able || !state.theirs) return { state, effects: [] }
  if (state.gone) return beginToGone(state, state.theirs, returning)
  if (state.side === 'doctor' || returning) return connectAnew(state, returning)
  const waits: ReconnectEffect = { do: 'set', timer: 'retry', ms: OFFER_MS }
  return {
    state: { ...state, shown: state.link === 'none' ? unconnected(state) : state.shown },
    effects: state.link === 'none' ? [waits] : [],
  }
}

/** Connects although the other page has sent LEAVE: it may be back, and may have received this end's LEAVE as well. */
function beginToGone(from: ReconnectState, peerId: string, returning: boolean): Step {
  if (from.side === 'patient') return { state: from, effects: returning ? [{ do: 'ask', what: 'call', fresh: true }] : [] }
  const { state, effects } = connect(from, peerId)
  const stays = effects.filter((effect) => !(effect.do === 'clear' && effect.timer === 'left'))
  return { state: { ...state, shown: from.shown }, effects: stays }
}

function onLink(state: ReconnectState, link: 'up' | 'down' | 'failed' | 'closed'): Step {
  if (state.link === 'none') return { state, effects: [] }
  switch (link) {
    case 'up': {
      const wasLost = state.shown === 'lost'
      const shown: Shown = wasLost ? 'back' : state.met ? 'live' : state.shown
      return {
        state: { ...here(state), link: 'up', attempt: 0, restarting: false, due: null, shown },
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
      const next: ReconnectState = {
        ...state,
        link: 'down',
        shown: state.shown === 'live' || state.shown === 'back' ? 'lost' : state.shown,
      }
      return state.restarting || state.due ? { state: next, effects: [] } : restartIce(next)
    }
    case 'closed':
      return lose(state)
  }
}

const withHangUp = ({ state, effects }: Step): Step => ({ state, effects: [{ do: 'hang-up' }, ...effects] })

function onTimer(state: ReconnectState, name: TimerName): Step {
  const stay: Step = { state, effects: [] }
  switch (name) {
    case 'connect':
      return state.link === 'connecting' ? withHangUp(lose(state)) : stay
    case 'retry':
      return state.link === 'none' || (state.side === 'patient' && state.link === 'down') ? connectAnew(state) : stay
    case 'banner':
      return state.link === 'up' ? stay : { state: { ...state, shown: state.gone ? 'waiting' : 'lost' }, effects: [] }
    case 'left':
      return state.gone ? { state: { ...state, left: true, shown: 'waiting' }, effects: [] } : stay
    case 'ice':
      return state.link === 'down' && !state.restarting ? restartIce(state) : stay
    case 'anew': {
      if (state.link !== 'down') return stay
      if (!state.signalling) return { state: { ...state, due: 'anew' }, effects: [] }
      // The patient keeps the connection until the doctor's new offer arrives: it may still recover.
      return connectAnew({ ...state, restarting: false })
    }
    case 'settle':
      return state.shown === 'back' ? { state: { ...state, shown: 'live' }, effects: [] } : stay
  }
}
