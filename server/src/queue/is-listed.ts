import { isOvernight } from '@medconsult/contract'
import { clinicDate, dayBefore, plannedEnd } from '../core/clinic-time.ts'
import type { ScheduleRow } from '../store/row-types.ts'

/** Whether all patients see this practice: it is open or upcoming, including an overnight one of yesterday until its end. */
export const isListed = (schedule: ScheduleRow, now: Date, timeZone: string): boolean =>
  schedule.status === 'ONLINE' ||
  (schedule.status === 'UPCOMING' && (schedule.date >= clinicDate(now, timeZone) || isTonight(schedule, now, timeZone)))

const isTonight = (schedule: ScheduleRow, now: Date, timeZone: string): boolean =>
  isOvernight(schedule) && now.getTime() < plannedEnd(schedule, timeZone)

/** The earliest day whose plans may be listed. */
export const firstListedDay = (now: Date, timeZone: string): string => dayBefore(clinicDate(now, timeZone))
