import { z } from '../zod.ts'
import { Id } from '../primitives.ts'
import { endProblem } from './plan-times.ts'

export const ScheduleStatus = z.enum(['UPCOMING', 'ONLINE', 'COMPLETED', 'CANCELLED']).meta({ id: 'ScheduleStatus' })
export type ScheduleStatus = z.infer<typeof ScheduleStatus>

/** Why an open practice ended: its doctor did it, or by itself, since its doctor was away past its end or nobody ever ended it. */
export const PracticeEndReason = z.enum(['DOCTOR', 'DOCTOR_AWAY', 'TOO_LONG']).meta({ id: 'PracticeEndReason' })
export type PracticeEndReason = z.infer<typeof PracticeEndReason>

// prettier-ignore
export const scheduleMachine = {
  create: { from: [null], to: 'UPCOMING', done: [], by: ['DOCTOR'], audit: 'SCHEDULE_CREATED', emits: null },
  /** UPCOMING: day and times. ONLINE: the end alone, to later. */
  change: { from: ['UPCOMING', 'ONLINE'], to: null, done: [], by: ['DOCTOR'], audit: 'SCHEDULE_CHANGED', emits: 'schedule_status_changed' },
  cancel: { from: ['UPCOMING'], to: 'CANCELLED', done: ['CANCELLED'], by: ['DOCTOR'], audit: 'SCHEDULE_CANCELLED', emits: 'schedule_status_changed' },
  start: { from: ['UPCOMING'], to: 'ONLINE', done: ['ONLINE'], by: ['DOCTOR'], audit: 'SCHEDULE_STARTED', emits: 'schedule_status_changed' },
  end: { from: ['ONLINE'], to: 'COMPLETED', done: ['COMPLETED'], by: ['DOCTOR', 'SYSTEM'], audit: 'SCHEDULE_ENDED', emits: 'schedule_status_changed' },
  /** Its doctor has not been seen for a minute, or is seen again: told with the status unchanged. */
  away: { from: ['ONLINE'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: 'schedule_status_changed' },
  back: { from: ['ONLINE'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: 'schedule_status_changed' },
  /** All entries of an ended practice have been written as CLOSED. */
  settle: { from: ['COMPLETED'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: null },
} as const
export type ScheduleAction = keyof typeof scheduleMachine

/** A doctor who has no connected page for so long is away. */
export const AWAY_AFTER_SECONDS = 60
/** An open practice whose doctor is away ends by itself so long after its end; any ends so long after it. */
export const ENDS_AWAY_MINUTES = 60
export const ENDS_ANYWAY_HOURS = 12

const CalendarDate = z.iso.date('Enter a date like 2026-12-02.')
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time like 09:30.')

/** Times are the clinic's wall clock. */
export const NewSchedule = z
  .strictObject({ date: CalendarDate, startTime: ClockTime, endTime: ClockTime })
  .check(({ value, issues }) => {
    const message = endProblem(value)
    if (message !== null) issues.push({ code: 'custom', path: ['endTime'], message, input: value })
  })
  .meta({ id: 'NewSchedule' })

/** What is absent stays as it is. */
export const ScheduleChange = z
  .strictObject({ date: CalendarDate.optional(), startTime: ClockTime.optional(), endTime: ClockTime.optional() })
  .meta({ id: 'ScheduleChange' })

/** `endReason` is null until the practice has ended. */
export const Schedule = z
  .object({
    id: Id,
    doctorId: Id,
    date: z.string(),
    startTime: z.string(),
    endTime: z.string(),
    status: ScheduleStatus,
    endReason: PracticeEndReason.nullable(),
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof Schedule>
