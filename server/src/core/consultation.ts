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

/** An entry and its queue's counters, as read. */
export interface Place {
  readonly entry: QueueEntryRow
  readonly counter: QueueCounterRow
}

const keepsCall: readonly EntryAction[] = ['invite', 'enterCall']

/** Fields that a move sets besides the state. */
export type EntryPatch = Partial<Pick<QueueEntryRow, 'joinedAt' | 'callSessionId' | 'lastCall' | 'media' | 'askedAgainAt' | 'remindedAt'>>

/**
 * One move of an entry, with the queue's counters in the same commit. The caller has checked that it is allowed. Leaving
 * Ready clears `media`, and any move clears `askedAgainAt`, unless `more` sets them.
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

/** Sets fields of an entry without a step: no audit row, but a new `rev`, so that readers of the queue see it. */
export const noteInEntry = ({ entry, counter }: Place, note: Pick<QueueEntryRow, 'media'>): Change[] => [
  update('queue_entries', entry, { ...note, rev: counter.rev + 1 }),
  update('queue_counters', counter, { rev: counter.rev + 1 }),
]

/** The effect of a call's step on its entry. After a call that was never ACTIVE the patient is WAITING again. */
function entryActionOf(action: CallAction, call: CallSessionRow): EntryAction | null {
  const effect = callMachine[action].entry
  return effect === 'leaveCall' ? (call.activatedAt === null ? 'waitAgain' : 'finish') : effect
}

export type CallPatch = Partial<
  Pick<CallSessionRow, 'confirmedAt' | 'activatedAt' | 'endedAt' | 'endReason' | 'doctorPeerId' | 'patientPeerId'>
>

/**
 * A call's step and its effect on the entry, in one commit. The caller has checked that it is allowed.
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

/** The `lastCall` of a call that is over; null while it is open. An unanswered one ended at its expiry, whenever that was noticed. */
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

/** Whether an invitation has expired: it cannot be confirmed at or after `expiresAt`. */
export const isOverdue = (call: CallSessionRow, now: Date): boolean => call.status === 'INVITED' && instant(now) >= call.expiresAt

/** The system's expiry of an overdue invitation. */
export const expire = (call: CallSessionRow, place: Place, now: Date): Change[] =>
  stepCall(call, place, 'expire', 'SYSTEM', { endedAt: now.toISOString() })

/** An entry as readers see it: live entries of an ended practice are CLOSED immediately, before the sweep writes them. */
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

/** Writes live entries of an ended practice as CLOSED in one commit. Their call has been closed before. */
export function closeEntries(entries: readonly QueueEntryRow[], counter: QueueCounterRow): Change[] {
  const closed = entries.map((entry, i) => {
    assert(isInQueue(entry.status) && entry.callSessionId === null, `an entry in ${entry.status} is not closed by itself`)
    return update('queue_entries', entry, { status: 'CLOSED', isReady: false, media: null, rev: counter.rev + 1 + i }, 'close')
  })
  const last = update('queue_counters', counter, { rev: counter.rev + entries.length, inQueue: counter.inQueue - entries.length })
  return entries.length === 0 ? [] : [...closed, last]
}

/** A row after some changes, or unchanged if they do not include it. */
export function afterOf<T extends Table>(changes: readonly Change[], table: T, row: Row<T>): Row<T> {
  const change = changes.find((it): it is WriteOf<T> & Change => it.kind !== 'guard' && it.table === table && it.after.id === row.id)
  return change?.after ?? row
}
