import assert from 'node:assert/strict'
import {
  callMachine,
  entryMachine,
  isInQueue,
  leftReasons,
  step,
  type Actor,
  type CallAction,
  type CallStatus,
  type EntryAction,
  type EntryStatus,
  type LastCall,
} from '@medconsult/contract'
import { makeInstantBefore } from './instant-before.ts'
import type { CallSessionRow, QueueCounterRow, QueueEntryRow, Row, Table } from '../store/row-types.ts'
import { update, type Change, type WriteOf } from '../store/store.ts'

/** A patient's place and the counters of its queue, as read. */
export interface Place {
  readonly entry: QueueEntryRow
  readonly counter: QueueCounterRow
}

const keepsCall: readonly EntryAction[] = ['invite', 'enterCall']

/** What a move sets in an entry beside its state. */
export type EntryPatch = Partial<Pick<QueueEntryRow, 'joinedAt' | 'callSessionId' | 'lastCall' | 'media' | 'askedAgainAt' | 'remindedAt'>>

/**
 * One move of an entry, with the queue's counters in the same commit. The caller has checked that it is allowed. What the
 * devices deliver is forgotten with Ready, and a wish to come back with whatever comes after it, unless `more` says it anew.
 */
export function moveEntry({ entry, counter }: Place, action: EntryAction, by: Actor, more: EntryPatch = {}): Change[] {
  const result = step<EntryStatus, EntryAction>(entryMachine, entry.status, action, by)
  assert(result.ok && result.changed, `an entry in ${entry.status} cannot ${action} by ${by}`)
  const status = result.status
  const isReady = status === 'READY' || status === 'IN_CALL'
  const patch = {
    media: isReady ? entry.media : null,
    askedAgainAt: null,
    remindedAt: status === entry.status ? entry.remindedAt : null,
    ...more,
    status,
    isReady,
    callSessionId: keepsCall.includes(action) ? (more.callSessionId ?? null) : null,
    leftReason: leftReasons[action] ?? null,
    rev: counter.rev + 1,
  }
  const inQueue = counter.inQueue + Number(isInQueue(status)) - Number(isInQueue(entry.status))
  return [update('queue_entries', entry, patch, action), update('queue_counters', counter, { rev: counter.rev + 1, inQueue })]
}

/** What is noted in an entry that stays where it is: no step, and so no audit row, but the queue's readers learn of it. */
export const noteInEntry = ({ entry, counter }: Place, note: Pick<QueueEntryRow, 'media'>): Change[] => [
  update('queue_entries', entry, { ...note, rev: counter.rev + 1 }),
  update('queue_counters', counter, { rev: counter.rev + 1 }),
]

/** What a call's step does to its entry. A call that was never ACTIVE sends its patient back to waiting. */
function entryActionOf(action: CallAction, call: CallSessionRow): EntryAction | null {
  const effect = callMachine[action].entry
  return effect === 'leaveCall' ? (call.activatedAt === null ? 'waitAgain' : 'finish') : effect
}

export type CallPatch = Partial<
  Pick<CallSessionRow, 'confirmedAt' | 'activatedAt' | 'endedAt' | 'endReason' | 'doctorPeerId' | 'patientPeerId'>
>

/**
 * A call's step and what it does to its entry, in one commit. The caller has checked that it is allowed.
 * `entryAction` is what the entry does instead, where the call's step is part of something larger (leave, reset, end of practice).
 */
export function stepCall(
  call: CallSessionRow,
  place: Place,
  action: CallAction,
  by: Actor,
  patch: CallPatch = {},
  entryAction: EntryAction | null = entryActionOf(action, call),
): Change[] {
  const result = step<CallStatus, CallAction>(callMachine, call.status, action, by)
  assert(result.ok && result.changed, `a call in ${call.status} cannot ${action} by ${by}`)
  const change = update('call_sessions', call, { ...patch, status: result.status }, action)
  if (entryAction === null) return [change]
  const lastCall = lastCallOf(change.after)
  return [change, ...moveEntry(place, entryAction, by, { callSessionId: call.id, ...(lastCall && { lastCall }) })]
}

/** How a call that is over stands in its entry; null while it is open. One that nobody answered was over when its time was, whenever that was noticed. */
function lastCallOf({ id, status, createdAt, expiresAt, activatedAt, endedAt }: CallSessionRow): LastCall | null {
  switch (status) {
    case 'INVITED':
    case 'CONFIRMED':
    case 'ACTIVE':
      return null
    case 'ENDED':
    case 'DECLINED':
    case 'CANCELLED':
      return { status, at: endedAt!, calledAt: createdAt, activatedAt, callSessionId: id }
    case 'EXPIRED':
      return { status, at: expiresAt, calledAt: createdAt, activatedAt, callSessionId: id }
  }
}

const instant = makeInstantBefore(0)

/** Whether an invitation's time is over: no confirm at or after `expiresAt`. */
export const isOverdue = (call: CallSessionRow, now: Date): boolean => call.status === 'INVITED' && instant(now) >= call.expiresAt

/** The system's step on an overdue invitation. */
export const expire = (call: CallSessionRow, place: Place, now: Date): Change[] =>
  stepCall(call, place, 'expire', 'SYSTEM', { endedAt: now.toISOString() })

/** What an entry reads as: those still live in an ended practice are CLOSED from that moment, before they are written so. */
export function effectiveEntry(entry: QueueEntryRow, scheduleStatus: string): QueueEntryRow {
  const closed = scheduleStatus === 'COMPLETED' && isInQueue(entry.status)
  return closed ? { ...entry, status: 'CLOSED', isReady: false, media: null } : entry
}

/**
 * The changes that end an open call when its practice ends or its patient is reset: an invitation is cancelled,
 * a call ended. `entryAction` as in `stepCall`.
 */
export function closeCall(
  call: CallSessionRow,
  place: Place,
  reason: 'RESET' | 'PRACTICE_ENDED',
  now: Date,
  by: 'DOCTOR' | 'SYSTEM' = 'DOCTOR',
): Change[] {
  const endedAt = now.toISOString()
  const reset = reason === 'RESET'
  if (call.status === 'INVITED') return stepCall(call, place, 'cancel', by, { endedAt }, reset ? 'reset' : 'keepReady')
  const entryAction = reset ? 'reset' : call.activatedAt === null ? 'close' : 'finish'
  return stepCall(call, place, 'end', by, { endedAt, endReason: reason }, entryAction)
}

/** Live entries of an ended practice, written as CLOSED in one commit. Their call has been closed before. */
export function closeEntries(entries: readonly QueueEntryRow[], counter: QueueCounterRow): Change[] {
  const closed = entries.map((entry, i) => {
    assert(isInQueue(entry.status) && entry.callSessionId === null, `an entry in ${entry.status} is not closed by itself`)
    return update('queue_entries', entry, { status: 'CLOSED', isReady: false, media: null, rev: counter.rev + 1 + i }, 'close')
  })
  const last = update('queue_counters', counter, { rev: counter.rev + entries.length, inQueue: counter.inQueue - entries.length })
  return entries.length === 0 ? [] : [...closed, last]
}

/** What some changes make of a row; the row itself where they leave it alone. */
export function afterOf<T extends Table>(changes: readonly Change[], table: T, row: Row<T>): Row<T> {
  const change = changes.find((it): it is WriteOf<T> & Change => it.kind !== 'guard' && it.table === table && it.after.id === row.id)
  return change?.after ?? row
}
