import type { NextPractice } from '@medconsult/contract'
import { clinicDate, plannedEnd } from './clinic-time.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import type { Ctx } from './use-case.ts'

/** Whether a practice is over: ended, cancelled, or past its planned end without having been opened. */
export const isPast = (schedule: ScheduleRow, now: Date, timeZone: string): boolean =>
  schedule.status !== 'ONLINE' && (schedule.status !== 'UPCOMING' || plannedEnd(schedule, timeZone) <= now.getTime())

/** The doctor's open practice, else the first plan that is not over. */
export async function nextPractice(ctx: Ctx, doctorId: string, timeZone: string): Promise<NextPractice | null> {
  const [open] = await ctx.store.find('schedules', { doctorId, status: 'ONLINE' })
  const planned = open === undefined ? await ctx.store.find('schedules', { doctorId, status: 'UPCOMING' }) : []
  const [first] = planned.filter((plan) => !isPast(plan, ctx.now(), timeZone)).toSorted((a, b) => (a.begins < b.begins ? -1 : 1))
  const next = open ?? first
  return next === undefined ? null : { scheduleId: next.id, date: next.date, startTime: next.startTime }
}

/** The doctor's practice that a practice link opens: the open one, else today's first that is still to come, on the clinic's calendar; else null. */
export async function todaysPractice(ctx: Ctx, doctorId: string, timeZone: string): Promise<ScheduleRow | null> {
  const [open] = await ctx.store.find('schedules', { doctorId, status: 'ONLINE' })
  if (open !== undefined) return open
  const [now, today] = [ctx.now(), clinicDate(ctx.now(), timeZone)]
  const planned = await ctx.store.find('schedules', { doctorId, status: 'UPCOMING' })
  const [first] = planned
    .filter((plan) => plan.date <= today && !isPast(plan, now, timeZone))
    .toSorted((a, b) => (a.begins < b.begins ? -1 : 1))
  return first ?? null
}
