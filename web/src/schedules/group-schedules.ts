import type { Schedule } from '@medconsult/contract'
import { isOver } from './schedule-words.ts'

export interface Groups {
  /** Open now; at most one. */
  readonly open: Schedule | null
  /** Planned, and their time is not over: the soonest first. */
  readonly planned: readonly Schedule[]
  /** Their time is over and they were never opened, or they were cancelled: newest first. */
  readonly notOpened: readonly Schedule[]
  /** Newest first. */
  readonly finished: readonly Schedule[]
}

const byStart = (a: Schedule, b: Schedule): number => (a.date + a.startTime < b.date + b.startTime ? -1 : 1)

/** A doctor's schedules as the page shows them, at `now` in ms. */
export function groupSchedules(schedules: readonly Schedule[], now: number): Groups {
  const sorted = schedules.toSorted(byStart)
  const newestFirst = sorted.toReversed()
  return {
    open: schedules.find((it) => it.status === 'ONLINE') ?? null,
    planned: sorted.filter((it) => it.status === 'UPCOMING' && !isOver(it, now)),
    notOpened: newestFirst.filter((it) => it.status === 'CANCELLED' || (it.status === 'UPCOMING' && isOver(it, now))),
    finished: newestFirst.filter((it) => it.status === 'COMPLETED'),
  }
}

/** Those that may still open when they were planned to, at `now` in ms; one whose time is over may be opened too, and is open then. */
export const openingLater = <T extends Schedule>(schedules: readonly T[], now: number): readonly T[] =>
  schedules.filter((it) => it.status === 'UPCOMING' && !isOver(it, now))
