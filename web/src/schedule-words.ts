import type { Schedule } from '@medconsult/contract'
import { clinic } from './ui/clinic.ts'
import { clockTime, dayAndMonth, dayName, daysAway, longDate, minutesLong, timeRange, weekday } from './ui/format.ts'
import { instantOf, sameWallClock, zoneName } from './zone.ts'

type Times = Pick<Schedule, 'date' | 'startTime' | 'endTime'>
const inClinic = { timeZone: clinic.timeZone }

/** When it starts and ends, in ms. */
export const startOf = ({ date, startTime }: Times): number => instantOf(date, startTime, clinic.timeZone)
const endOf = ({ date, endTime }: Times): number => instantOf(date, endTime, clinic.timeZone)

/** Whether its planned time is over, at `now` in ms. */
export const isOver = (schedule: Times, now: number): boolean => now >= endOf(schedule)

/** "09:00 – 12:00", the clinic's wall clock. Where it has to break, it does so after the dash. */
export const timesOf = (schedule: Times): string =>
  timeRange(startOf(schedule), endOf(schedule), inClinic).replaceAll(' ', '\u00A0').replace('–\u00A0', '– ')

/** "12:00" */
export const endTimeOf = (schedule: Times): string => clockTime(endOf(schedule), inClinic)

/** "Monday 23 November" */
export const dateOf = (schedule: Times): string => longDate(startOf(schedule), inClinic)

/** "Today", "Tomorrow", "Thursday", "Monday 30 November". */
const dayOf = (schedule: Times, now: number): string => dayName(startOf(schedule), now, inClinic)

/** "Tomorrow" over "Tuesday 24 November", "Thursday" over "26 November". */
export function dayWords(schedule: Times, now: number): { title: string; detail: string } {
  const start = startOf(schedule)
  const near = Math.abs(daysAway(start, now, inClinic)) <= 1
  return near
    ? { title: dayOf(schedule, now), detail: dateOf(schedule) }
    : { title: weekday(start, inClinic), detail: dayAndMonth(start, inClinic) }
}

/** "Today, 14:00 – 17:00" */
export const dayAndTimesOf = (schedule: Times, now: number): string => `${dayOf(schedule, now)}, ${timesOf(schedule)}`

/** "Starts in 8 minutes. You can open it early." */
export function startWords(schedule: Times, now: number): string {
  const minutes = Math.round((startOf(schedule) - now) / 60_000)
  if (isOver(schedule, now)) return 'Its time is over. You can still open it.'
  if (minutes <= 0) return minutes === 0 ? 'It is time to open it.' : `Planned to start at ${clockTime(startOf(schedule), inClinic)}.`
  if (minutes < 60) return `Starts in ${minutesLong(minutes)}. You can open it early.`
  return `Starts at ${clockTime(startOf(schedule), inClinic)}. You can open it early.`
}

/** "Times are the clinic’s: Zurich.", or null where this browser's clock is the same at `now`. */
export function zoneNote(now: number): string | null {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return sameWallClock(here, clinic.timeZone, now) ? null : `Times are the clinic’s: ${zoneName(clinic.timeZone)}.`
}
