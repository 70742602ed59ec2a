import { isOvernight } from '@medconsult/contract'
import { clinicDate, dayBefore, plannedEnd } from '../core/clinic-time.ts'
import type { ScheduleRow } from '../store/row-types.ts'

/** Whether every patient sees this practice: it is open, or to come; a night that began yesterday is, while it lasts. */
export const isListed = (schedule: ScheduleRow, now: Date, timeZone: string): boolean =>
  schedule.status === 'ONLINE' ||
  (schedule.status === 'UPCOMING' && (schedule.date >= clinicDate(now, timeZone) || isTonight(schedule, now, timeZone)))

const isTonight = (schedule: ScheduleRow, now: Date, timeZone: string): boolean =>
  isOvernight(schedule) && now.getTime() < plannedEnd(schedule, timeZone)

/** The first day that may have a plan which is listed. */
export const firstListedDay = (now: Date, timeZone: string): string => dayBefore(clinicDate(now, timeZone))
