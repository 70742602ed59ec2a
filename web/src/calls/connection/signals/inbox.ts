import type { Signal } from '@medconsult/contract'

/** A call's signals on their way into this page: each is handled once, in the order of `n`. */
export interface Inbox {
  readonly had: readonly number[]
  /** Up to here everything was read, and nothing has to be read again. An event says nothing of what came before it. */
  readonly readTo: number
  /** Events that wait for the read of what came before them; null: whatever comes is the next. */
  readonly held: readonly Signal[] | null
}

type Taken = { readonly inbox: Inbox; readonly received: readonly Signal[] }

/** `after`: the last one that this tab has handled, before its page was loaded. */
export const newInbox = (after: number): Inbox => ({ had: [], readTo: after, held: [] })

/** From now on events may be missing: they wait until what came before has been read. */
export const holdEvents = (inbox: Inbox): Inbox => ({ ...inbox, held: inbox.held ?? [] })

/** A signal by the socket. */
export function takeEvent(inbox: Inbox, signal: Signal): Taken {
  return inbox.held ? { inbox: { ...inbox, held: [...inbox.held, signal] }, received: [] } : handle(inbox, [signal])
}

/** Signals by a read. `whole`: this page was in the call's room before it began, so that nothing can be missing after it. */
export function takeRead(inbox: Inbox, batch: readonly Signal[], whole: boolean): Taken {
  const readTo = Math.max(inbox.readTo, ...batch.map(({ n }) => n))
  const taken = handle({ ...inbox, readTo }, [...batch, ...(whole ? (inbox.held ?? []) : [])])
  return whole ? { ...taken, inbox: { ...taken.inbox, held: null } } : taken
}

/** The read failed, and what was told meanwhile waits no longer. */
export function letGo(inbox: Inbox): Taken {
  return handle({ ...inbox, held: null }, inbox.held ?? [])
}

function handle(inbox: Inbox, signals: readonly Signal[]): Taken {
  const had = new Set(inbox.had)
  const received: Signal[] = []
  for (const signal of signals.toSorted((a, b) => a.n - b.n)) {
    if (had.has(signal.n)) continue
    had.add(signal.n)
    received.push(signal)
  }
  return { inbox: { ...inbox, had: [...had] }, received: stillValid(received) }
}

const ofOneOffer = ['OFFER', 'ANSWER', 'CANDIDATE']

/** What is still worth handling of a batch: an offer makes whatever belongs to an earlier one meaningless. */
export function stillValid(batch: readonly Signal[]): readonly Signal[] {
  const last = batch.findLastIndex(({ message }) => message.type === 'OFFER')
  return batch.filter(({ message }, at) => at >= last || !ofOneOffer.includes(message.type))
}
