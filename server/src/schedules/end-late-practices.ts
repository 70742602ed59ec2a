import { ENDS_ANYWAY_HOURS, ENDS_AWAY_MINUTES, type PracticeEndReason } from '@medconsult/contract'
import { plannedEnd } from '../core/clinic-time.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { transactInTurn } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'
import { decideEnd } from './end-practice.ts'

/**
 * Ends forgotten practices: an hour after the later of their planned end and their opening if the doctor is away, twelve
 * hours after it in any case, never during a call. Run by the system; safe on several processes.
 */
export const makeEndLatePractices =
  (timeZone: string) =>
  async (ctx: Ctx): Promise<void> => {
    for (const schedule of await ctx.store.find('schedules', { status: 'ONLINE' }))
      if (reasonToEnd(schedule, ctx.now(), timeZone) !== null) await endIfLate(ctx, schedule.id, timeZone)
  }

function reasonToEnd(schedule: ScheduleRow, now: Date, timeZone: string): PracticeEndReason | null {
  const opened = schedule.startedAt === null ? 0 : Date.parse(schedule.startedAt)
  // Most open practices are younger than that, and a planned end is costly to compute for each of them once a second.
  if (now.getTime() - opened < ENDS_AWAY_MINUTES * 60_000) return null
  const overMs = now.getTime() - Math.max(opened, plannedEnd(schedule, timeZone))
  if (overMs >= ENDS_ANYWAY_HOURS * 3_600_000) return 'TOO_LONG'
  return schedule.doctorAwaySince !== null && overMs >= ENDS_AWAY_MINUTES * 60_000 ? 'DOCTOR_AWAY' : null
}

const endIfLate = async (ctx: Ctx, id: string, timeZone: string): Promise<void> => {
  const ended = transactInTurn<unknown>(ctx, id, async (store) => {
    const schedule = await store.get('schedules', id)
    const reason = schedule?.status === 'ONLINE' ? reasonToEnd(schedule, ctx.now(), timeZone) : null
    return schedule === null || reason === null ? { changes: [], reply: null } : decideEnd(ctx, store, schedule, { reason, force: false })
  })
  await ended.catch((error: unknown) => {
    // A later sweep ends it after the call.
    if (!(error instanceof Refusal && error.code === 'CALL_OPEN')) throw error
  })
}
