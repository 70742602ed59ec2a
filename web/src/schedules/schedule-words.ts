import { isOvernight, type Schedule } from '@medconsult/contract'
import { clinic } from '../ui/words/clinic.ts'
import { atStart, clockTime, dayAndMonth, longDate, shortDate, timesJoined, weekday, type Moment } from '../ui/words/format.ts'
import { t } from '../ui/words/text.ts'
import { dayIn, instantOf, sameWallClock, zoneName } from './zone.ts'

type Times = Pick<Schedule, 'date' | 'startTime' | 'endTime'>
const DAY_MS = 86_400_000

/** When it starts, in ms. */
export const startOf = ({ date, startTime }: Times): number => instantOf(date, startTime, clinic.timeZone)

/** When it ends, in ms: on the next day if the end is before the start; never before the start, even if the clocks skip hours. */
export function endOf(schedule: Times): number {
  const { date, endTime } = schedule
  const day = isOvernight(schedule) ? nextDay(date) : date
  return Math.max(startOf(schedule), instantOf(day, endTime, clinic.timeZone))
}

const nextDay = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10)

/** Whether its planned time is over, at `now` in ms. */
export const isOver = (schedule: Times, now: number): boolean => now >= endOf(schedule)

// A plan is shown as written, even on a day when the clocks change: formatted in a zone whose clock never changes.
const asWritten = { timeZone: 'UTC' }
const written = (now?: Moment) => ({ ...asWritten, ...(now !== undefined && { now }) })
const dayOf = ({ date }: Pick<Times, 'date'>): number => Date.parse(date)

/** "09:30" of a plan or a form, as the page writes times. */
export const timeOf = (time: string): string => clockTime(`1970-01-01T${time}:00Z`, asWritten)

/** "09:00 – 12:00" by the clinic's wall clock. */
export const timesOf = ({ startTime, endTime }: Times): string => timesJoined(timeOf(startTime), timeOf(endTime))

/** "12:00" */
export const endTimeOf = ({ endTime }: Times): string => timeOf(endTime)

/** "Monday 23 November" */
export const dateOf = (schedule: Pick<Times, 'date'>, now?: number): string => longDate(dayOf(schedule), written(now))

/** "Mon 23 Nov" */
export const shortDateOf = (schedule: Pick<Times, 'date'>): string => shortDate(dayOf(schedule), asWritten)

/** "Wed 2 Dec 2026", for a field: a day with its year. */
export const writtenDay = (date: string): string => shortDate(Date.parse(date), { ...asWritten, now: 0 })

/** Days from the clinic's today to a plan's day; negative in the past. */
const daysTo = (schedule: Pick<Times, 'date'>, now: number): number =>
  Math.round((dayOf(schedule) - Date.parse(dayIn(now, clinic.timeZone))) / DAY_MS)

const nearDays = ['yesterday', 'today', 'tomorrow'] as const

/** Which of the days around the clinic's today it is on; null: none. */
export const nearDayOf = (schedule: Pick<Times, 'date'>, now: number): (typeof nearDays)[number] | null =>
  nearDays[daysTo(schedule, now) + 1] ?? null

/** Within a week "Thursday", else "Monday 30 November", as in a sentence. */
export function farDayOf(schedule: Pick<Times, 'date'>, now: number): string {
  const days = daysTo(schedule, now)
  return days > 1 && days < 7 ? weekday(dayOf(schedule), asWritten) : dateOf(schedule, now)
}

/** "Today", "Tomorrow", "Yesterday", within a week "Thursday", else "Monday 30 November", as it stands alone. */
export function dayNameOf(schedule: Pick<Times, 'date'>, now: number): string {
  const near = nearDayOf(schedule, now)
  return near === null ? atStart(farDayOf(schedule, now)) : t(`browse.when.${near}`)
}

/** "Tomorrow" over "Tuesday 24 November", "Thursday" over "26 November". */
export function dayWords(schedule: Times, now: number): { title: string; detail: string } {
  return Math.abs(daysTo(schedule, now)) <= 1
    ? { title: dayNameOf(schedule, now), detail: atStart(dateOf(schedule, now)) }
    : { title: atStart(weekday(dayOf(schedule), asWritten)), detail: dayAndMonth(dayOf(schedule), written(now)) }
}

/** "Today, 14:00 – 17:00" */
export const dayAndTimesOf = (schedule: Times, now: number): string =>
  t('browse.when.dayAndTimes', { day: dayNameOf(schedule, now), times: timesOf(schedule) })

/** "Monday 23 November, 14:00 – 17:00" */
export const dateAndTimesOf = (schedule: Times): string => t('browse.when.dayAndTimes', { day: dateOf(schedule), times: timesOf(schedule) })

/** When an open practice ends: "16:00"; past it, with the day if it is not today. */
export function endMomentOf(schedule: Times, now: number): string {
  const time = endTimeOf(schedule)
  if (!isOver(schedule, now)) return time
  const date = isOvernight(schedule) ? nextDay(schedule.date) : schedule.date
  return date === dayIn(now, clinic.timeZone) ? time : t('browse.when.dayAndTime', { day: dateOf({ date }, now), time })
}

/** For the doctor: "Starts in 8 minutes. You can open it early." */
export function startWords(schedule: Times, now: number): string {
  const minutes = Math.round((startOf(schedule) - now) / 60_000)
  const time = timeOf(schedule.startTime)
  if (isOver(schedule, now)) return t('plans.start.over')
  if (minutes <= 0) return minutes === 0 ? t('plans.start.now') : t('plans.start.late', { time })
  return minutes < 60 ? t('plans.start.in', { count: minutes }) : t('plans.start.at', { time })
}

/** "Times are in the clinic’s time zone: Zurich." */
export const zoneWords = (): string => t('browse.when.zone', { zone: zoneName(clinic.timeZone) })

/** The same, or null if this browser's clock shows the same at `now`. */
export function zoneNote(now: number): string | null {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return sameWallClock(here, clinic.timeZone, now) ? null : zoneWords()
}
