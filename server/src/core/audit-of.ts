import { callMachine, entryMachine, loginMachine, scheduleMachine, userMachine, type ActionType } from '@medconsult/contract'
import type { AuditLogRow, Row, ScheduleRow, Table } from '../store/row-types.ts'
import { insert, type Change, type Insert, type Write, type WriteOf } from '../store/store.ts'

/**
 * The audit rows of changes: one for each whose machine row names an action type, in the same order.
 * `actor` null is the system; a person who registers or signs in is the actor of their own row.
 */
export function auditOf(
  changes: readonly Change[],
  actor: { userId: string } | null,
  now: Date,
  newId: () => string,
): Insert<'audit_logs'>[] {
  return changes.flatMap((change) => {
    if (change.kind === 'guard') return []
    const actionType = actionTypeOf(change)
    if (actionType === null) return []
    const subject = subjectOf(change)
    return insert('audit_logs', {
      id: newId(),
      actorUserId: selfOf(change) ?? actor?.userId ?? null,
      actionType,
      ...subject,
      metadata: { ...subject.metadata, ...change.note },
      timestamp: now.toISOString(),
    })
  })
}

const selfOf = (change: Write): string | null =>
  change.table === 'users' ? change.after.id : change.table === 'logins' ? change.after.userId : null

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
    case 'users':
    case 'logins':
    case 'queue_counters':
    case 'audit_logs':
    case 'reminders':
    case 'known_places':
    case 'call_switches':
      return nobody
  }
}

const beforeOf = <T extends Table>(change: WriteOf<T>): Row<T> | null => (change.kind === 'update' ? change.before : null)

/** Like 2026-12-02T09:30/12:00, the clinic's wall clock. */
const planOf = ({ begins, endTime }: ScheduleRow): string => `${begins}/${endTime}`

function actionTypeOf(change: Write): ActionType | null {
  if (change.action === undefined) return null
  switch (change.table) {
    case 'users':
      return userMachine[change.action].audit
    case 'logins':
      return loginMachine[change.action].audit
    case 'schedules':
      return scheduleMachine[change.action].audit
    case 'queue_entries':
      return entryMachine[change.action].audit
    case 'call_sessions':
      return callMachine[change.action].audit
  }
}
