import type { NextPractice } from '@medconsult/contract'
import { plannedEnd } from '../core/clinic-time.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import type { Ctx } from '../core/use-case.ts'

/** Whether nobody can be seen in this practice any more: it has ended, was cancelled, or its time is over and it was not opened. */
export const isPast = (schedule: ScheduleRow, now: Date, timeZone: string): boolean =>
  schedule.status !== 'ONLINE' && (schedule.status !== 'UPCOMING' || plannedEnd(schedule, timeZone) <= now.getTime())

/** The doctor's practice that is open, else the first of the plans whose time is not over. */
export async function nextPractice(ctx: Ctx, doctorId: string, timeZone: string): Promise<NextPractice | null> {
  const [open] = await ctx.store.find('schedules', { doctorId, status: 'ONLINE' })
  const planned = open === undefined ? await ctx.store.find('schedules', { doctorId, status: 'UPCOMING' }) : []
  const [first] = planned.filter((plan) => !isPast(plan, ctx.now(), timeZone)).toSorted((a, b) => (a.begins < b.begins ? -1 : 1))
  const next = open ?? first
  return next === undefined ? null : { scheduleId: next.id, date: next.date, startTime: next.startTime }
}
