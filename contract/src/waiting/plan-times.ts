/** The maximum length of an overnight plan, in hours. */
export const OVERNIGHT_HOURS = 16

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const DAY_MINUTES = 24 * 60

/** Whether a plan ends on the following day. */
export const isOvernight = ({ startTime, endTime }: PlanTimes): boolean => endTime < startTime
type PlanTimes = { readonly startTime: string; readonly endTime: string }

/** A plan's length by the clock, in minutes. An end before the start is on the next day; equal times give 0. */
export const plannedMinutes = ({ startTime, endTime }: PlanTimes): number =>
  (minutesOf(endTime) - minutesOf(startTime) + DAY_MINUTES) % DAY_MINUTES

/** What is wrong with a plan's end; null if it is valid. */
export function endProblem(plan: PlanTimes): 'END_NOT_AFTER_START' | 'OVERNIGHT_TOO_LONG' | null {
  if (plan.startTime === plan.endTime) return 'END_NOT_AFTER_START'
  const tooLong = isOvernight(plan) && plannedMinutes(plan) > OVERNIGHT_HOURS * 60
  return tooLong ? 'OVERNIGHT_TOO_LONG' : null
}
