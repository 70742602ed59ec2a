import { endProblem, plannedMinutes, type Schedule } from '@medconsult/contract'
import { endOf } from '../../schedules/schedule-words.ts'

const STEP_MINUTES = 30
const FEW = 6
const MINUTE_MS = 60_000

/** Ends, HH:MM by the clinic's clock, until which a practice that runs past its own may stay open at `now` in ms: half hours, the next ones first. */
export function laterEnds(schedule: Schedule, now: number): string[] {
  const pastMinutes = Math.floor((now - endOf(schedule)) / MINUTE_MS)
  const planned = plannedMinutes(schedule)
  const startMinute = Number(schedule.startTime.slice(0, 2)) * 60 + Number(schedule.startTime.slice(3))
  const nowMinute = startMinute + planned + pastMinutes
  const first = Math.ceil((nowMinute + 10) / STEP_MINUTES) * STEP_MINUTES
  const minutes = Array.from({ length: FEW }, (_, i) => first + i * STEP_MINUTES)
  return minutes.filter((minute) => isPossible(schedule, minute - startMinute, clock(minute))).map(clock)
}

/** Whether a plan of so many minutes is one that the clinic takes: a day and more is none. */
const isPossible = ({ startTime }: Schedule, minutes: number, endTime: string): boolean =>
  minutes === plannedMinutes({ startTime, endTime }) && endProblem({ startTime, endTime }) === null

const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
