import { endProblem, plannedMinutes, type Schedule } from '@medconsult/contract'
import { endOf } from '../../schedules/schedule-words.ts'

const STEP_MINUTES = 30
const FEW = 6
const MINUTE_MS = 60_000

/** The next half hours, HH:MM on the clinic's clock, to which a practice past its planned end can be extended at `now` in ms. */
export function laterEnds(schedule: Schedule, now: number): string[] {
  const pastMinutes = Math.floor((now - endOf(schedule)) / MINUTE_MS)
  const planned = plannedMinutes(schedule)
  const startMinute = Number(schedule.startTime.slice(0, 2)) * 60 + Number(schedule.startTime.slice(3))
  const nowMinute = startMinute + planned + pastMinutes
  const first = Math.ceil((nowMinute + 10) / STEP_MINUTES) * STEP_MINUTES
  const minutes = Array.from({ length: FEW }, (_, i) => first + i * STEP_MINUTES)
  return minutes.filter((minute) => isPossible(schedule, minute - startMinute, clock(minute))).map(clock)
}

/** Whether the plan would still be shorter than a day. */
const isPossible = ({ startTime }: Schedule, minutes: number, endTime: string): boolean =>
  minutes === plannedMinutes({ startTime, endTime }) && endProblem({ startTime, endTime }) === null

const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
