import { callMachine, entryMachine, scheduleMachine } from '@medconsult/contract'
import { newestEntry } from '../core/access.ts'
import type { AuditLogRow } from '../store/row-types.ts'
import type { Change, Store } from '../store/store.ts'

/** The step that an audit row tells of, as far as it is announced; its row as it stands now, in the state it stepped to. */
export async function changeOf(
  store: Store,
  { actionType, scheduleId, callSessionId, patientId, actorUserId, metadata }: AuditLogRow,
): Promise<Change[]> {
  const call = actionOf(callMachine, actionType)
  if (call !== undefined && callSessionId !== null) {
    const row = await store.get('call_sessions', callSessionId)
    if (row === null) return []
    const after = { ...row, status: metadata['to'] as typeof row.status }
    // Which of the two ids is new the row does not say, but who set it: each sets their own.
    const before = { ...row, ...(actorUserId === row.doctorId ? { doctorPeerId: null } : { patientPeerId: null }) }
    return [{ kind: 'update', table: 'call_sessions', before, after, action: call }]
  }
  const schedule = actionOf(scheduleMachine, actionType)
  if (schedule !== undefined && scheduleId !== null) {
    const row = await store.get('schedules', scheduleId)
    return row === null
      ? []
      : [
          {
            kind: 'update',
            table: 'schedules',
            before: row,
            after: { ...row, status: metadata['to'] as typeof row.status },
            action: schedule,
          },
        ]
  }
  const entry = actionOf(entryMachine, actionType)
  if (entry !== undefined && scheduleId !== null && patientId !== null) {
    const after = await newestEntry(store, scheduleId, patientId)
    return after === null ? [] : [{ kind: 'update', table: 'queue_entries', before: after, after, action: entry }]
  }
  return []
}

function actionOf<A extends string>(machine: Readonly<Record<A, { readonly audit: string | null }>>, actionType: string): A | undefined {
  return (Object.keys(machine) as A[]).find((action) => machine[action].audit === actionType)
}
