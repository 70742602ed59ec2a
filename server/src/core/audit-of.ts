import {
  callMachine,
  clinicMachine,
  consentMachine,
  entryMachine,
  guestLinkMachine,
  joinCodeMachine,
  loginMachine,
  scheduleMachine,
  userMachine,
  type ActionType,
  type Actor,
} from '@medconsult/contract'
import type { AuditLogRow, Row, ScheduleRow, Table } from '../store/row-types.ts'
import { insert, type Change, type Insert, type Write, type WriteOf } from '../store/store.ts'

/**
 * The audit rows of changes: one for each whose machine row names an action type, in the same order.
 * `actor` null is the system; a person who registers, signs in or uses a link that was sent to them is the actor of their own row.
 */
export function auditOf(
  changes: readonly Change[],
  actor: { userId: string } | null,
  now: Date,
  newId: () => string,
): Insert<'audit_logs'>[] {
  return changes.flatMap((change) => {
    if (change.kind === 'guard') return []
    const step = stepOf(change)
    const actionType = step?.audit ?? null
    if (step === null || actionType === null) return []
    const subject = subjectOf(change)
    return insert('audit_logs', {
      id: newId(),
      actorUserId: actor?.userId ?? (step.by.includes('SYSTEM') ? null : selfOf(change)),
      actionType,
      ...subject,
      metadata: { ...subject.metadata, ...change.note },
      timestamp: now.toISOString(),
    })
  })
}

/** Whose own row it is, if it is a person's. */
const selfOf = (change: Write): string | null =>
  change.table === 'users' ? change.after.id : 'userId' in change.after ? change.after.userId : null

type Subject = Pick<AuditLogRow, 'doctorId' | 'scheduleId' | 'patientId' | 'callSessionId' | 'metadata'>

/** Ids and codes, never a name. `from` and `to` are the row's states. */
function subjectOf(change: Write): Subject {
  const nobody = { doctorId: null, scheduleId: null, patientId: null, callSessionId: null, metadata: {} }
  switch (change.table) {
    case 'schedules': {
      const { after, action } = change
      const before = beforeOf(change)
      const ended = after.endReason !== null && action === 'end' ? { endReason: after.endReason } : {}
      const planned = action === 'change' && before ? { wasPlanned: planOf(before), planned: planOf(after) } : {}
      const metadata = { from: before?.status ?? null, to: after.status, ...ended, ...planned }
      return { ...nobody, doctorId: after.doctorId, scheduleId: after.id, metadata }
    }
    case 'queue_entries': {
      const { after } = change
      const before = beforeOf(change)
      const metadata = { from: before?.status ?? null, to: after.status, queueNumber: after.queueNumber }
      return {
        ...nobody,
        doctorId: after.doctorId,
        scheduleId: after.scheduleId,
        patientId: after.patientId,
        callSessionId: before?.callSessionId ?? null,
        metadata,
      }
    }
    case 'call_sessions': {
      const { after } = change
      const before = beforeOf(change)
      const metadata = { from: before?.status ?? null, to: after.status, ...(after.endReason && { endReason: after.endReason }) }
      return { doctorId: after.doctorId, scheduleId: after.scheduleId, patientId: after.patientId, callSessionId: after.id, metadata }
    }
    case 'users': {
      const { kind, id, doctorId, scheduleId } = change.after
      return kind === 'GUEST' ? { ...nobody, doctorId, scheduleId, patientId: id } : nobody
    }
    case 'guest_links': {
      const { after } = change
      const metadata = { from: beforeOf(change)?.status ?? null, to: after.status }
      return { ...nobody, doctorId: after.doctorId, scheduleId: after.scheduleId, patientId: after.userId, metadata }
    }
    case 'join_codes':
      return { ...nobody, doctorId: change.after.id }
    case 'consents': {
      const { userId, textVersion, language } = change.after
      return { ...nobody, patientId: userId, metadata: { textVersion, language } }
    }
    case 'logins':
    case 'queue_counters':
    case 'audit_logs':
    case 'reminders':
    case 'known_places':
    case 'call_switches':
    case 'clinic':
    case 'clinic_texts':
    case 'account_links':
    case 'notices':
    case 'push_addresses':
    case 'tell_me':
    case 'server_keys':
      return nobody
  }
}

const beforeOf = <T extends Table>(change: WriteOf<T>): Row<T> | null => (change.kind === 'update' ? change.before : null)

/** Like 2026-12-02T09:30/12:00, the clinic's wall clock. */
const planOf = ({ begins, endTime }: ScheduleRow): string => `${begins}/${endTime}`

interface AuditedStep {
  readonly audit: ActionType | null
  readonly by: readonly Actor[]
}

const machines: { readonly [T in Table]?: Readonly<Record<string, AuditedStep>> } = {
  users: userMachine,
  logins: loginMachine,
  schedules: scheduleMachine,
  queue_entries: entryMachine,
  call_sessions: callMachine,
  guest_links: guestLinkMachine,
  join_codes: joinCodeMachine,
  consents: consentMachine,
  clinic: clinicMachine,
}

/** The row of the table's state machine; null if the change is none of its steps. */
const stepOf = ({ table, action }: Write): AuditedStep | null => (action === undefined ? null : (machines[table]?.[action] ?? null))
