import { PAGE_ROWS } from '@medconsult/contract'
import { ownCall, ownSchedule } from '../access.ts'
import { person, Refusal, type UseCase } from '../use-case.ts'

/** Audit rows of own schedules, newest first. Another's schedule or call is NOT_FOUND. UNKNOWN_CURSOR. */
export const listAudit: UseCase<'listAudit'> = async (ctx, { query }) => {
  const { store } = ctx
  const doctorId = person(ctx).userId
  const { scheduleId, callSessionId, before, limit } = query
  if (scheduleId !== undefined) await ownSchedule(ctx, store, scheduleId)
  if (callSessionId !== undefined) await ownCall(ctx, store, callSessionId)
  const of = { doctorId, ...(scheduleId !== undefined && { scheduleId }), ...(callSessionId !== undefined && { callSessionId }) }
  const page = { by: 'id', order: 'desc', limit: limit ?? PAGE_ROWS } as const
  if (before === undefined) return store.find('audit_logs', of, page)
  const after = await store.get('audit_logs', before)
  const listed =
    after?.doctorId === doctorId &&
    (scheduleId === undefined || after.scheduleId === scheduleId) &&
    (callSessionId === undefined || after.callSessionId === callSessionId)
  if (!listed) throw new Refusal('UNKNOWN_CURSOR')
  return store.find('audit_logs', of, { ...page, after })
}
