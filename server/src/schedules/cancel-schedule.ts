import { scheduleMachine, step, type ScheduleAction, type ScheduleStatus } from '@medconsult/contract'
import { ownSchedule } from '../core/access.ts'
import { update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'

/** Cancels a plan permanently. WRONG_STATE once it has been opened. */
export const cancelSchedule: UseCase<'cancelSchedule'> = async (ctx, { params }) =>
  transact(ctx, async (store) => {
    const schedule = await ownSchedule(ctx, store, params.id)
    const result = step<ScheduleStatus, ScheduleAction>(scheduleMachine, schedule.status, 'cancel', 'DOCTOR')
    if (!result.ok) throw new Refusal(result.error)
    if (!result.changed) return { changes: [], reply: schedule }
    const cancelled = update('schedules', schedule, { status: result.status, settled: false, endedAt: ctx.now().toISOString() }, 'cancel')
    return { changes: [cancelled], reply: cancelled.after }
  })
