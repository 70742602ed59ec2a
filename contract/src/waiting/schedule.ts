import { fieldProblems } from '../field-problems.ts'
import { z } from '../zod.ts'
import { Id } from '../primitives.ts'
import { endProblem } from './plan-times.ts'

export const ScheduleStatus = z.enum(['UPCOMING', 'ONLINE', 'COMPLETED', 'CANCELLED']).meta({ id: 'ScheduleStatus' })
export type ScheduleStatus = z.infer<typeof ScheduleStatus>

/** Why an open practice ended: by its doctor, or automatically because its doctor was away past its end, never ended it, or was disabled by the operator. */
export const PracticeEndReason = z.enum(['DOCTOR', 'DOCTOR_AWAY', 'TOO_LONG', 'DOCTOR_DISABLED']).meta({ id: 'PracticeEndReason' })
export type PracticeEndReason = z.infer<typeof PracticeEndReason>

// prettier-ignore
export const scheduleMachine = {
  create: { from: [null], to: 'UPCOMING', done: [], by: ['DOCTOR'], audit: 'SCHEDULE_CREATED', emits: null },
  /** UPCOMING: day and times. ONLINE: only the end, and only to a later time. */
  change: { from: ['UPCOMING', 'ONLINE'], to: null, done: [], by: ['DOCTOR'], audit: 'SCHEDULE_CHANGED', emits: 'schedule_status_changed' },
  cancel: { from: ['UPCOMING'], to: 'CANCELLED', done: ['CANCELLED'], by: ['DOCTOR', 'SYSTEM'], audit: 'SCHEDULE_CANCELLED', emits: 'schedule_status_changed' },
  start: { from: ['UPCOMING'], to: 'ONLINE', done: ['ONLINE'], by: ['DOCTOR'], audit: 'SCHEDULE_STARTED', emits: 'schedule_status_changed' },
  end: { from: ['ONLINE'], to: 'COMPLETED', done: ['COMPLETED'], by: ['DOCTOR', 'SYSTEM'], audit: 'SCHEDULE_ENDED', emits: 'schedule_status_changed' },
  /** Its doctor has been away for a minute, or is back: emitted with the status unchanged. */
  away: { from: ['ONLINE'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: 'schedule_status_changed' },
  back: { from: ['ONLINE'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: 'schedule_status_changed' },
  /** All entries of an ended or cancelled practice have been set to CLOSED, and its links to ENDED. */
  settle: { from: ['COMPLETED', 'CANCELLED'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: null },
} as const
export type ScheduleAction = keyof typeof scheduleMachine

/** How long a doctor has no connected page before they count as away. */
export const AWAY_AFTER_SECONDS = 60
/** How long after its planned end an open practice ends automatically: if its doctor is away, and in any case. */
export const ENDS_AWAY_MINUTES = 60
export const ENDS_ANYWAY_HOURS = 12

const CalendarDate = z.iso.date(fieldProblems.DATE_INVALID)
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, fieldProblems.TIME_INVALID)

/** Times are in the clinic's local time. */
export const NewSchedule = z
  .strictObject({ date: CalendarDate, startTime: ClockTime, endTime: ClockTime })
  .check(({ value, issues }) => {
    const problem = endProblem(value)
    if (problem !== null) issues.push({ code: 'custom', path: ['endTime'], message: fieldProblems[problem], input: value })
  })
  .meta({ id: 'NewSchedule' })

/** Absent fields stay unchanged. */
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
