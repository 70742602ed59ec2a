import { scheduleMachine, step, type ScheduleAction, type ScheduleStatus } from '@medconsult/contract'
import { ownSchedule } from '../core/access.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { update, type Change } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx, UseCase } from '../core/use-case.ts'

/** Cancels a plan permanently. WRONG_STATE once it has been opened. */
export const cancelSchedule: UseCase<'cancelSchedule'> = async (ctx, { params }) =>
  transact(ctx, async (store) => decideCancel(ctx, await ownSchedule(ctx, store, params.id)))

/** The decision to cancel this plan, by its doctor or the system. WRONG_STATE once it has been opened. */
export function decideCancel(ctx: Ctx, schedule: ScheduleRow): { changes: Change[]; reply: ScheduleRow } {
  const result = step<ScheduleStatus, ScheduleAction>(scheduleMachine, schedule.status, 'cancel', ctx.actor?.role ?? 'SYSTEM')
  if (!result.ok) throw new Refusal(result.error)
  if (!result.changed) return { changes: [], reply: schedule }
  const cancelled = update('schedules', schedule, { status: result.status, settled: false, endedAt: ctx.now().toISOString() }, 'cancel')
  return { changes: [cancelled], reply: cancelled.after }
}
