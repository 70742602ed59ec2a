import { isOvernight } from '@medconsult/contract'

/** Today in the clinic's time zone, like 2026-12-02. */
export const clinicDate = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** A plan's date and times in the clinic's time zone. */
interface Planned {
  readonly date: string
  readonly startTime: string
  readonly endTime: string
}

/** When a plan ends, in ms; never before its start, and an end skipped by a clock change moves to the time that follows. */
export function plannedEnd(plan: Planned, timeZone: string): number {
  const { date, startTime, endTime } = plan
  const instantOf = (day: string, time: string): number =>
    Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds
  return Math.max(instantOf(date, startTime), instantOf(isOvernight(plan) ? dayAfter(date) : date, endTime))
}

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString()

/** The day before a day like 2026-12-02. */
export const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()
