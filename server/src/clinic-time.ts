import { isOvernight } from '@medconsult/contract'

/** A plan as it is written: the clinic's wall clock. */
interface Planned {
  readonly date: string
  readonly startTime: string
  readonly endTime: string
}

/** When a plan ends, in ms; an end that the clock of its day leaves out is the time that follows. */
export function plannedEnd(plan: Planned, timeZone: string): number {
  const { date, endTime } = plan
  const written = Temporal.PlainDateTime.from(`${date}T${endTime}`).add({ days: isOvernight(plan) ? 1 : 0 })
  return written.toZonedDateTime(timeZone).epochMilliseconds
}

/** The day before a day like 2026-12-02. */
export const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()
