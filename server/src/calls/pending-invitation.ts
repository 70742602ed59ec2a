import { readOwnCall } from '../core/access.ts'
import { isOverdue } from '../core/consultation.ts'
import { person, type UseCase } from '../core/use-case.ts'

/** The patient's open invitation, or null; an overdue one is expired. */
export const pendingInvitation: UseCase<'pendingInvitation'> = async (ctx) => {
  const [found] = await ctx.store.find('call_sessions', { patientId: person(ctx).userId, status: 'INVITED' })
  if (found === undefined) return null
  const call = isOverdue(found, ctx.now()) ? (await readOwnCall(ctx, found.id)).call : found
  if (call.status !== 'INVITED') return null
  const { id, scheduleId, doctorId, doctorName, expiresAt } = call
  return { callSessionId: id, scheduleId, doctorId, doctorName, expiresAt }
}
