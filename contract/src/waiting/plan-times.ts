/** An overnight plan has at most so many hours. */
const OVERNIGHT_HOURS = 16

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const DAY_MINUTES = 24 * 60

/** Whether a plan's end is on the next day. */
export const isOvernight = ({ startTime, endTime }: PlanTimes): boolean => endTime < startTime
type PlanTimes = { readonly startTime: string; readonly endTime: string }

/** How long a plan is on the clock, in minutes: an end before the start is the next day's; the same time has none. */
export const plannedMinutes = ({ startTime, endTime }: PlanTimes): number =>
  (minutesOf(endTime) - minutesOf(startTime) + DAY_MINUTES) % DAY_MINUTES

/** What is wrong with a plan's end, as a sentence for its field; null: nothing. */
export function endProblem(plan: PlanTimes): string | null {
  if (plan.startTime === plan.endTime) return 'The practice must end after it starts.'
  const tooLong = isOvernight(plan) && plannedMinutes(plan) > OVERNIGHT_HOURS * 60
  return tooLong ? `This end is on the next day. An overnight practice can last at most ${OVERNIGHT_HOURS} hours.` : null
}
