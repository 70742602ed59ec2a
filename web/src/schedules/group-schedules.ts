import type { Schedule } from '@medconsult/contract'
import { isOver } from './schedule-words.ts'

export interface Groups {
  /** Open now; at most one. */
  readonly open: Schedule | null
  /** Planned, with their time not over: soonest first. */
  readonly planned: readonly Schedule[]
  /** Never opened before their time was over, or cancelled: newest first. */
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

/** Planned schedules whose time is not over at `now` in ms. */
export const openingLater = <T extends Schedule>(schedules: readonly T[], now: number): readonly T[] =>
  schedules.filter((it) => it.status === 'UPCOMING' && !isOver(it, now))
