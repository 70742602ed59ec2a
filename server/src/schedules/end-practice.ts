import { openStatuses, scheduleMachine, step, type PracticeEndReason, type ScheduleAction, type ScheduleStatus } from '@medconsult/contract'
import { overdue, ownSchedule, placeOfCall } from '../core/access.ts'
import { closeCall } from '../core/consultation.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { guard, update, type Change, type Store } from '../store/store.ts'
import { transactInTurn, type Decision } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx, UseCase } from '../core/use-case.ts'

/**
 * Ends the practice and closes its call in one commit: an invitation is cancelled; a call in progress is ended with
 * `force`, else refused (CALL_OPEN). Live entries read as CLOSED from then on.
 */
export const endPractice: UseCase<'endPractice'> = async (ctx, { params, body }) =>
  transactInTurn(ctx, params.id, async (store) =>
    decideEnd(ctx, store, await ownSchedule(ctx, store, params.id), { reason: 'DOCTOR', force: body.force === true }),
  )

/** The end of a practice, by its doctor or, for any other reason, by the system. WRONG_STATE, CALL_OPEN. */
export async function decideEnd(
  ctx: Ctx,
  store: Store,
  schedule: ScheduleRow,
  { reason, force }: { reason: PracticeEndReason; force: boolean },
): Promise<Decision<ScheduleRow>> {
  const by = reason === 'DOCTOR' ? 'DOCTOR' : 'SYSTEM'
  const result = step<ScheduleStatus, ScheduleAction>(scheduleMachine, schedule.status, 'end', by)
  if (!result.ok) throw new Refusal(result.error)
  if (!result.changed) return { changes: [], reply: schedule }

  // Every change of an entry, an invitation included, changes the counters: read first, they reveal concurrent changes.
  const counter = await store.get('queue_counters', schedule.id)
  if (counter === null) throw new Error(`schedule ${schedule.id} has no counters`)
  const [call] = await store.find('call_sessions', { scheduleId: schedule.id, status: { in: openStatuses } })
  const first = await overdue(ctx, store, call ?? null)
  if (first !== null) return first
  if (call !== undefined && call.status !== 'INVITED' && !force) throw new Refusal('CALL_OPEN')

  const closed: Change[] =
    call === undefined
      ? [guard('queue_counters', counter)]
      : closeCall(call, { ...(await placeOfCall(store, call)), counter }, 'PRACTICE_ENDED', ctx.now(), by)
  const patch = {
    status: result.status,
    settled: false,
    doctorAwaySince: null,
    endReason: reason,
    endedAt: ctx.now().toISOString(),
  }
  const ended = update('schedules', schedule, patch, 'end')
  return { changes: [...closed, ended], reply: ended.after }
}
