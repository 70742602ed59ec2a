import { isInRoom, isOpen, type Side, type Signal } from '@medconsult/contract'
import type { MediaStatus } from '../media/media-state.ts'
import { emptyView, type CallView, type Known } from './call-view.ts'
import { stepReconnect } from './reconnect-machine.ts'
import { newReconnectState, type ReconnectEffect, type ReconnectEvent, type ReconnectState } from './reconnect-state.ts'
import { ControlMessage, type IceRestartMessage } from './signals/control-message.ts'
import { judgeSignal, type Incarnation } from './signals/incarnation.ts'

/** The state in every phase but `closed`. */
interface Open {
  readonly side: Side
  readonly peerId: string
  /** The peer id was registered before this page loaded: any older connection is dead. */
  readonly returning: boolean
  /** The person continues without camera and microphone. */
  readonly withoutMedia: boolean
  readonly reconnect: ReconnectState
  /** The other end's page, once its messages identify it. */
  readonly theirPage: Incarnation | null
  readonly view: CallView
}

/** Confirmed or active: the devices are held, and each end registers its peer id. */
interface Entered {
  readonly offerSent: boolean
  readonly registration: 'none' | 'requested' | 'done'
  readonly activated: boolean
  /** Peer ids that the server has reported and that have been replaced. */
  readonly ownOlder: readonly string[]
  readonly theirOlder: readonly string[]
}

/** One end of a call. */
export type CallState =
  /** Prepares the connection and ignores the session until this tab joins: the call rings in the person's other tabs too. */
  | (Open & { readonly phase: 'asleep' })
  | (Open & { readonly phase: 'ringing'; readonly offerSent: boolean })
  | (Open & Entered & { readonly phase: 'entered' })
  | { readonly phase: 'closed'; readonly view: CallView }

type OpenState = Exclude<CallState, { phase: 'closed' }>
type EnteredState = Extract<CallState, { phase: 'entered' }>

export type CallEvent =
  | { readonly type: 'joined'; readonly offerSent: boolean }
  /** The session, by REST or an event; idempotent. */
  | { readonly type: 'learned'; readonly session: Known }
  /** The server's reply to `register`. */
  | { readonly type: 'registered'; readonly session: Known }
  | { readonly type: 'registration-refused' }
  | { readonly type: 'without-media' }
  /** PeerJS is loaded: the state of the devices, and whether the other end's offer has arrived. */
  | { readonly type: 'ready'; readonly devices: MediaStatus; readonly offer: 'none' | 'valid' | 'old' }
  | { readonly type: 'signal'; readonly signal: Signal }
  /** Null: unknown, since events may have been missed. */
  | { readonly type: 'presence'; readonly present: boolean | null }
  | { readonly type: 'media'; readonly change: Partial<Pick<CallView, 'remote' | 'theySend' | 'quality' | 'still'>> }
  /** Another tab or device of the same person continues the call. */
  | { readonly type: 'taken-over' }
  | { readonly type: 'over' }
  | Extract<ReconnectEvent, { type: 'link' | 'incoming' | 'flowing' | 'silent' | 'receiving' | 'answered-late' | 'signalling' | 'timer' }>

export type CallEffect =
  | ReconnectEffect
  /** Holds the devices for the call, and starts those that were not switched off. */
  | { readonly do: 'enter' }
  | { readonly do: 'register' }
  | { readonly do: 'activate' }
  /** Makes an offer in advance. */
  | { readonly do: 'prepare' }
  | { readonly do: 'monitor'; readonly on: boolean }
  | { readonly do: 'receive'; readonly signal: Signal }
  | { readonly do: 'receive-ice-restart'; readonly message: IceRestartMessage }
  | { readonly do: 'close' }
  /** Gives up the peer id and the devices: another tab or device has taken the call over. */
  | { readonly do: 'yield' }

interface Step<S extends CallState = CallState> {
  readonly state: S
  readonly effects: readonly CallEffect[]
}

export const newCallState = (by: Pick<Open, 'side' | 'peerId' | 'returning'> & { asleep: boolean }): CallState => {
  const { side, peerId, returning, asleep } = by
  const open: Open = {
    side,
    peerId,
    returning,
    withoutMedia: false,
    reconnect: newReconnectState(side),
    theirPage: null,
    view: emptyView,
  }
  return asleep ? { ...open, phase: 'asleep' } : { ...open, phase: 'ringing', offerSent: false }
}

const nothingArrives = { flowing: false, still: false, theySend: null } satisfies Partial<CallView>
const stay = <S extends CallState>(state: S): Step<S> => ({ state, effects: [] })

/** Updates what the page shows; keeps the same view object if nothing changes, so that nothing re-renders. */
function show<S extends CallState>(state: S, change: Partial<CallView>): S {
  const same = Object.entries(change).every(([key, value]) => Object.is(state.view[key as keyof CallView], value))
  return same ? state : { ...state, view: { ...state.view, ...change } }
}

/** The next state and effects after an event at `now` (`serverNow()`). Pure; the call connection runs the effects. */
export function stepCall(state: CallState, event: CallEvent, now: number): Step {
  if (state.phase === 'closed') return stay(state)
  switch (event.type) {
    case 'joined':
      return stay(
        state.phase === 'asleep' ? { ...state, phase: 'ringing', offerSent: event.offerSent } : { ...state, offerSent: event.offerSent },
      )
    case 'learned':
      return learn(state, event.session, now)
    case 'registered':
      return state.phase === 'entered' ? learn({ ...state, registration: 'done' }, event.session, now) : stay(state)
    case 'registration-refused':
      return stay(state.phase === 'entered' && state.registration === 'requested' ? { ...state, registration: 'none' } : state)
    case 'without-media':
      return stay({ ...state, withoutMedia: true })
    case 'ready':
      return begin(state, event, now)
    case 'signal':
      return receive(state, event.signal, now)
    case 'presence':
      return stay(show(state, { present: event.present, ...(event.present && { asleep: false }) }))
    case 'media':
      return stay(show(state, event.change))
    case 'taken-over':
      return close(show(state, { elsewhere: true }), [{ do: 'yield' }])
    case 'over':
      return close(state)
    case 'incoming':
      return state.reconnect.able ? reconnect(state, event, now) : stay(state)
    case 'flowing':
      return flow(state, now)
    case 'link':
      return link(state, event, now)
    case 'silent':
    case 'receiving':
    case 'answered-late':
    case 'signalling':
    case 'timer':
      return reconnect(state, event, now)
  }
}

/** Steps the reconnect machine and updates the view. */
function reconnect<S extends OpenState>(state: S, event: ReconnectEvent, now: number): Step<S> {
  const { state: next, effects } = stepReconnect(state.reconnect, event)
  const { shown, gone, left } = next
  const lostSince = shown === 'lost' ? (state.view.lostSince ?? now) : null
  const ended = effects.some((effect) => effect.do === 'call' || effect.do === 'answer' || effect.do === 'hang-up')
  return { state: show({ ...state, reconnect: next }, { shown, gone, left, lostSince, ...(ended && nothingArrives) }), effects }
}

function learn(state: OpenState, session: Known, now: number): Step {
  if (state.phase === 'asleep') return stay(state)
  if (!isOpen(session.status)) return close(state)
  // An older reply may arrive after a newer event.
  if (!isInRoom(session.status)) return stay(state)
  const [mine, theirs] =
    state.side === 'doctor' ? [session.doctorPeerId, session.patientPeerId] : [session.patientPeerId, session.doctorPeerId]
  const entered = enter(state)
  const named = nameOwn({ ...entered.state, activated: entered.state.activated || session.status === 'ACTIVE' }, mine)
  if (named.state.phase !== 'entered') return named
  const met = theirs === null ? stay(named.state) : nameTheirs(named.state, theirs, now)
  return { state: met.state, effects: [...entered.effects, ...named.effects, ...met.effects] }
}

function enter(state: Exclude<OpenState, { phase: 'asleep' }>): Step<EnteredState> {
  if (state.phase === 'entered') return stay(state)
  return {
    state: { ...state, phase: 'entered', registration: 'none', activated: false, ownOlder: [], theirOlder: [] },
    effects: [{ do: 'enter' }],
  }
}

/** Handles the server's peer id for this side: another one means that another page has the call. */
function nameOwn(state: EnteredState, mine: string | null): Step {
  if (mine === state.peerId) return stay({ ...state, registration: 'done' })
  if (state.registration === 'done')
    return mine === null || state.ownOlder.includes(mine) ? stay(state) : close(show(state, { elsewhere: true }), [{ do: 'yield' }])
  return {
    state: { ...state, registration: 'requested', ownOlder: mine === null ? state.ownOlder : [...state.ownOlder, mine] },
    effects: state.registration === 'none' ? [{ do: 'register' }] : [],
  }
}

/** Handles the other side's peer id; an older reply may still have one that has been replaced. */
function nameTheirs(state: EnteredState, peerId: string, now: number): Step<EnteredState> {
  const before = state.reconnect.theirs
  if (peerId === before || state.theirOlder.includes(peerId)) return stay(state)
  const theirOlder = before === null ? state.theirOlder : [...state.theirOlder, before]
  return reconnect({ ...state, theirOlder }, { type: 'theirs', peerId }, now)
}

/** Starts the reconnect machine once PeerJS is loaded, the devices have settled and the own id is registered. */
function begin(state: OpenState, { devices, offer }: Extract<CallEvent, { type: 'ready' }>, now: number): Step {
  if (state.reconnect.able) return stay(state)
  const ahead = state.side === 'doctor' ? state.reconnect.theirs === null : state.phase === 'asleep'
  const effects: CallEffect[] = ahead ? [{ do: 'prepare' }] : []
  const settled = devices !== 'off' && devices !== 'asking' && (devices !== 'failed' || state.withoutMedia)
  if (state.phase !== 'entered' || state.registration !== 'done' || !settled) return { state, effects }
  const returning = offer === 'old' || (offer === 'none' && state.returning)
  const known = offer === 'valid' ? 'here' : state.offerSent ? 'sent' : null
  const begun = reconnect(state, { type: 'able', returning, ...(known && { offer: known }) }, now)
  return { state: begun.state, effects: [...effects, ...begun.effects] }
}

function receive(before: OpenState, signal: Signal, now: number): Step {
  const { type, payload } = signal.message
  const { counts, theirs } = judgeSignal(before.theirPage, before.reconnect.theirs, signal.message)
  const state = { ...before, theirPage: theirs }
  if (!counts) return stay(state)
  if (type === 'LEAVE') return reconnect(state, { type: 'left' }, now)
  if (type !== 'RESTART') return { state, effects: [{ do: 'receive', signal }] }
  const control = ControlMessage.safeParse(payload)
  if (!control.success) return stay(state)
  const message = control.data
  switch (message.kind) {
    case 'sleep':
      return stay(show(state, { asleep: message.asleep }))
    case 'ask':
      return reconnect(state, { type: 'asked', what: message.what, fresh: message.fresh }, now)
    case 'description':
    case 'candidate':
      return { state, effects: [{ do: 'receive-ice-restart', message }] }
  }
}

/** The other side's picture or sound has arrived. */
function flow(state: OpenState, now: number): Step {
  if (state.view.flowing || state.reconnect.link !== 'up') return stay(state)
  const flowing = show(state, { flowing: true, quality: state.view.quality ?? 'good' })
  const step = reconnect(flowing, { type: 'flowing' }, now)
  return state.phase === 'entered' && !state.activated ? { ...step, effects: [...step.effects, { do: 'activate' }] } : step
}

function link(before: OpenState, event: Extract<CallEvent, { type: 'link' }>, now: number): Step {
  const { state, effects } = reconnect(event.state === 'closed' ? show(before, nothingArrives) : before, event, now)
  if (event.state === 'closed') return { state, effects: [{ do: 'monitor', on: false }, ...effects] }
  return { state, effects: event.state === 'up' ? [...effects, { do: 'monitor', on: true }] : effects }
}

function close(state: OpenState, after: readonly CallEffect[] = []): Step {
  const { view } = show(state, { remote: null, flowing: false })
  return { state: { phase: 'closed', view }, effects: [{ do: 'close' }, ...after] }
}
