/** When most practices are. */
const MORNING = { startTime: '09:00', endTime: '12:00' } as const
const HOURS = 3

/** The times that the form suggests for today at `now` (HH:MM): the morning, or once that is over the next hours. */
export function suggestedTimes(now: string): { startTime: string; endTime: string } {
  if (now < MORNING.endTime) return MORNING
  const hour = Number(now.slice(0, 2))
  const end = hour + HOURS
  return { startTime: `${hour}:00`, endTime: end < 24 ? `${end}:00` : '23:59' }
}
