import type { Ctx } from '../core/use-case.ts'
import { transactInTurn } from '../core/transact.ts'
import { decideCancel } from './cancel-schedule.ts'
import { decideEnd } from './end-practice.ts'

/** Ends the open practice of a doctor whom the operator has disabled, with its call, and cancels what is planned. */
export async function endDisabledPractices(ctx: Ctx, doctorId: string): Promise<void> {
  for (const { id } of await ctx.store.find('schedules', { doctorId, status: { in: ['UPCOMING', 'ONLINE'] } }))
    await transactInTurn<unknown>(ctx, id, async (store) => {
      const schedule = await store.get('schedules', id)
      if (schedule?.status === 'UPCOMING') return decideCancel(ctx, schedule)
      return schedule?.status === 'ONLINE'
        ? decideEnd(ctx, store, schedule, { reason: 'DOCTOR_DISABLED', force: true })
        : { changes: [], reply: null }
    })
}
