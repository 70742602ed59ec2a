import type { Ctx } from '../core/use-case.ts'
import { person } from '../core/use-case.ts'
import { Refusal } from '../core/refusal.ts'
import { cancelSchedule } from './cancel-schedule.ts'

/** Cancels everything that the calling doctor has planned; what has been opened meanwhile stays. */
export async function cancelPlans(ctx: Ctx): Promise<void> {
  for (const { id } of await ctx.store.find('schedules', { doctorId: person(ctx).userId, status: 'UPCOMING' }))
    await cancelSchedule(ctx, { params: { id }, query: undefined, body: {} }).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'WRONG_STATE')) throw error
    })
}
