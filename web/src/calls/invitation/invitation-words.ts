import { secondsLong } from '../../ui/words/format.ts'

/** The seconds at which a screen reader says how many are left. */
const marks = [10, 30, 60] as const

/** What to say aloud when `before` seconds have become `now`; empty: nothing. */
export function announcementAt(before: number | null, now: number, doctorName: string): string {
  if (before === null) return `${doctorName} is calling you. ${secondsLong(now)} left to join.`
  const passed = marks.find((mark) => before > mark && now <= mark)
  return passed === undefined || now === 0 ? '' : `${secondsLong(passed)} left to join`
}
