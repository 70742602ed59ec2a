import { isOvernight } from '@medconsult/contract'
import { dayBefore, plannedEnd } from '../core/clinic-time.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { clinicDate, type Ctx } from '../core/use-case.ts'

/** Whether every patient sees this practice: it is open, or to come; a night that began yesterday is, while it lasts. */
export const isListed = (ctx: Pick<Ctx, 'now' | 'settings'>, schedule: ScheduleRow): boolean =>
  schedule.status === 'ONLINE' || (schedule.status === 'UPCOMING' && (schedule.date >= clinicDate(ctx) || isTonight(ctx, schedule)))

const isTonight = ({ now, settings }: Pick<Ctx, 'now' | 'settings'>, schedule: ScheduleRow): boolean =>
  isOvernight(schedule) && now().getTime() < plannedEnd(schedule, settings.timeZone)

/** The first day that may have a plan which is listed. */
export const firstListedDay = (ctx: Pick<Ctx, 'now' | 'settings'>): string => dayBefore(clinicDate(ctx))
