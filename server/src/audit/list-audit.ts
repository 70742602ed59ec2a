import { PAGE_ROWS } from '@medconsult/contract'
import { ownCall, ownSchedule } from '../core/access.ts'
import type { AuditLogRow } from '../store/row-types.ts'
import type { Where } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type UseCase } from '../core/use-case.ts'

/** Audit rows of the doctor's own schedules, newest first, filtered by schedule, patient or call. Another doctor's are NOT_FOUND. UNKNOWN_CURSOR. */
export const listAudit: UseCase<'listAudit'> = async (ctx, { query }) => {
  const { store } = ctx
  const { scheduleId, patientId, callSessionId, before, limit } = query
  if (scheduleId !== undefined) await ownSchedule(ctx, store, scheduleId)
  if (callSessionId !== undefined) await ownCall(ctx, store, callSessionId)
  const asked = Object.entries({ scheduleId, patientId, callSessionId }).filter(([, id]) => id !== undefined)
  const of: Where<AuditLogRow> = { doctorId: person(ctx).userId, ...Object.fromEntries(asked) }
  const page = { by: 'id', order: 'desc', limit: limit ?? PAGE_ROWS } as const
  if (before === undefined) return store.find('audit_logs', of, page)
  const after = await store.get('audit_logs', before)
  const listed = after !== null && Object.entries(of).every(([field, id]) => after[field as keyof AuditLogRow] === id)
  if (!listed) throw new Refusal('UNKNOWN_CURSOR')
  return store.find('audit_logs', of, { ...page, after })
}
