import type { Schedule } from '@medconsult/contract'
import { isOver } from '../schedule-words.ts'

export interface Groups {
  /** Open now; at most one. */
  readonly open: Schedule | null
  readonly today: readonly Schedule[]
  /** Soonest first. */
  readonly coming: readonly Schedule[]
  /** Planned for a day that is over, never opened. */
  readonly missed: readonly Schedule[]
  /** Newest first. */
  readonly finished: readonly Schedule[]
}

const byStart = (a: Schedule, b: Schedule): number => (a.date + a.startTime < b.date + b.startTime ? -1 : 1)

/** A doctor's schedules as the page shows them; `today` is the clinic's day, YYYY-MM-DD. */
export function groupSchedules(schedules: readonly Schedule[], today: string): Groups {
  const upcoming = schedules.filter((it) => it.status === 'UPCOMING').toSorted(byStart)
  return {
    open: schedules.find((it) => it.status === 'ONLINE') ?? null,
    today: upcoming.filter((it) => it.date === today),
    coming: upcoming.filter((it) => it.date > today),
    missed: upcoming.filter((it) => it.date < today).toReversed(),
    finished: schedules
      .filter((it) => it.status === 'COMPLETED')
      .toSorted(byStart)
      .toReversed(),
  }
}

/** Those that may still open when they were planned to, at `now` in ms; one whose time is over may be opened too, and is open then. */
export const openingLater = <T extends Schedule>(schedules: readonly T[], now: number): readonly T[] =>
  schedules.filter((it) => it.status === 'UPCOMING' && !isOver(it, now))

/** Whether there is a practice of just this day and these times that is not over. */
export const isPlanned = (
  schedules: readonly Schedule[],
  { date, startTime, endTime }: Pick<Schedule, 'date' | 'startTime' | 'endTime'>,
): boolean => schedules.some((it) => it.status !== 'COMPLETED' && it.date === date && it.startTime === startTime && it.endTime === endTime)
