import type { Signal } from '@medconsult/contract'

/** Incoming signals of a call: each is handled once, in the order of `n`. */
export interface Inbox {
  readonly handled: readonly number[]
  /** Everything up to this `n` has been read. Events do not advance it, since signals before them may be missing. */
  readonly readTo: number
  /** Events that wait for the read of earlier signals; null: events are handled as they arrive. */
  readonly held: readonly Signal[] | null
  /** The `n` of the latest offer that was handled; 0: none. */
  readonly offer: number
}

type Taken = { readonly inbox: Inbox; readonly received: readonly Signal[] }

/** `after`: the last signal that this tab had handled before the page was loaded. */
export const newInbox = (after: number): Inbox => ({ handled: [], readTo: after, held: [], offer: 0 })

/** From now on events may be missing: later ones wait until earlier signals have been read. */
export const holdEvents = (inbox: Inbox): Inbox => ({ ...inbox, held: inbox.held ?? [] })

/** Handles a signal received by the socket. */
export function takeEvent(inbox: Inbox, signal: Signal): Taken {
  return inbox.held ? { inbox: { ...inbox, held: [...inbox.held, signal] }, received: [] } : handle(inbox, [signal])
}

/** Handles signals from a read. `whole`: this page was in the call's room before the read, so that none can be missing afterwards. */
export function takeRead(inbox: Inbox, batch: readonly Signal[], whole: boolean): Taken {
  const readTo = Math.max(inbox.readTo, ...batch.map(({ n }) => n))
  const taken = handle({ ...inbox, readTo }, [...batch, ...(whole ? (inbox.held ?? []) : [])])
  return whole ? { ...taken, inbox: { ...taken.inbox, held: null } } : taken
}

/** Releases the held events, as after a failed read. */
export function releaseHeld(inbox: Inbox): Taken {
  return handle({ ...inbox, held: null }, inbox.held ?? [])
}

function handle(inbox: Inbox, signals: readonly Signal[]): Taken {
  const handled = new Set(inbox.handled)
  const received: Signal[] = []
  for (const signal of signals.toSorted((a, b) => a.n - b.n)) {
    if (handled.has(signal.n)) continue
    handled.add(signal.n)
    received.push(signal)
  }
  const offer = received.findLast(({ message }) => message.type === 'OFFER')?.n ?? 0
  const latest = Math.max(inbox.offer, offer)
  return { inbox: { ...inbox, handled: [...handled], offer: latest }, received: stillValid(received, latest) }
}

const ofOneOffer = ['OFFER', 'ANSWER', 'CANDIDATE']

/** A batch without the signals of earlier offers than the latest, which makes them obsolete. */
const stillValid = (batch: readonly Signal[], latest: number): readonly Signal[] =>
  batch.filter(({ n, message }) => n >= latest || !ofOneOffer.includes(message.type))
