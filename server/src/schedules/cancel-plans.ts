import type { Ctx } from '../core/use-case.ts'
import type { Change, Store } from '../store/store.ts'
import { decideCancel } from './cancel-schedule.ts'

/** The changes that cancel everything that a doctor has planned. The commit must change the doctor’s row, as each new plan does. */
export async function cancelPlans(ctx: Ctx, store: Store, doctorId: string): Promise<Change[]> {
  const plans = await store.find('schedules', { doctorId, status: 'UPCOMING' })
  return plans.flatMap((plan) => decideCancel(ctx, plan).changes)
}
