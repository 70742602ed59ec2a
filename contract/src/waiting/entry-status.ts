export const entryStatuses = ['WAITING', 'READY', 'IN_CALL', 'DONE', 'LEFT', 'CLOSED'] as const
type EntryStatus = (typeof entryStatuses)[number]

/** Steps without `audit` only follow a call or the end of the practice, whose own audit row covers them. */
// prettier-ignore
export const entryMachine = {
  join: { from: [null], to: 'WAITING', done: ['WAITING', 'READY', 'IN_CALL'], by: ['PATIENT'], audit: 'QUEUE_JOINED' },
  ready: { from: ['WAITING'], to: 'READY', done: ['READY', 'IN_CALL'], by: ['PATIENT'], audit: 'QUEUE_READY' },
  notReady: { from: ['READY'], to: 'WAITING', done: ['WAITING'], by: ['PATIENT'], audit: 'QUEUE_NOT_READY' },
  leave: { from: ['WAITING', 'READY'], to: 'LEFT', done: ['LEFT'], by: ['PATIENT'], audit: 'QUEUE_LEFT' },
  remind: { from: ['WAITING'], to: 'WAITING', done: [], by: ['DOCTOR'], audit: 'QUEUE_REMINDED' },
  remove: { from: ['WAITING', 'READY'], to: 'LEFT', done: ['LEFT'], by: ['DOCTOR'], audit: 'QUEUE_REMOVED' },
  reset: { from: ['READY', 'IN_CALL', 'DONE'], to: 'WAITING', done: ['WAITING'], by: ['DOCTOR'], audit: 'QUEUE_RESET' },
  askAgain: { from: ['DONE'], to: null, done: [], by: ['PATIENT'], audit: 'QUEUE_ASKED_AGAIN' },
  invite: { from: ['READY'], to: 'READY', done: [], by: ['DOCTOR'], audit: null },
  keepReady: { from: ['READY'], to: 'READY', done: [], by: ['DOCTOR', 'SYSTEM'], audit: null },
  enterCall: { from: ['READY'], to: 'IN_CALL', done: [], by: ['PATIENT'], audit: null },
  waitAgain: { from: ['READY', 'IN_CALL'], to: 'WAITING', done: [], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], audit: null },
  finish: { from: ['IN_CALL'], to: 'DONE', done: [], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], audit: null },
  close: { from: ['WAITING', 'READY', 'IN_CALL'], to: 'CLOSED', done: ['CLOSED'], by: ['DOCTOR', 'SYSTEM'], audit: null },
} as const
export type EntryAction = keyof typeof entryMachine

/** The event that a step sends its patient immediately. */
export const entryEvents: { readonly [A in EntryAction]?: 'status_reset' } = { reset: 'status_reset', remove: 'status_reset' }

/** In the queue: has a position and counts towards `totalInQueue`. */
export const inQueueStatuses: readonly EntryStatus[] = ['WAITING', 'READY']
export const isInQueue = (status: EntryStatus): boolean => inQueueStatuses.includes(status)

/** A live entry holds its patient's place in the schedule; there is at most one. */
export const liveStatuses: readonly EntryStatus[] = [...inQueueStatuses, 'IN_CALL']
export const isLive = (status: EntryStatus): boolean => liveStatuses.includes(status)

/** Shown in a doctor's queue: every entry but those that were left. */
export const shownStatuses: readonly EntryStatus[] = entryStatuses.filter((status) => status !== 'LEFT')

/** How often a waiting patient can be reminded: once in this many seconds. */
export const REMIND_AGAIN_SECONDS = 60
