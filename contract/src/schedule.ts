import { z } from 'zod'
import { Id } from './primitives.ts'

export const ScheduleStatus = z.enum(['UPCOMING', 'ONLINE', 'COMPLETED']).meta({ id: 'ScheduleStatus' })
export type ScheduleStatus = z.infer<typeof ScheduleStatus>

// prettier-ignore
export const scheduleMachine = {
  create: { from: [null], to: 'UPCOMING', done: [], by: ['DOCTOR'], audit: 'SCHEDULE_CREATED', emits: null },
  start: { from: ['UPCOMING'], to: 'ONLINE', done: ['ONLINE'], by: ['DOCTOR'], audit: 'SCHEDULE_STARTED', emits: 'schedule_status_changed' },
  end: { from: ['ONLINE'], to: 'COMPLETED', done: ['COMPLETED'], by: ['DOCTOR'], audit: 'SCHEDULE_ENDED', emits: 'schedule_status_changed' },
  /** All entries of an ended practice have been written as CLOSED. */
  settle: { from: ['COMPLETED'], to: null, done: [], by: ['SYSTEM'], audit: null, emits: null },
} as const
export type ScheduleAction = keyof typeof scheduleMachine

const CalendarDate = z.iso.date('Write a date like 2026-12-02.')
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 09:30.')

/** Times are the clinic's wall clock. */
export const NewSchedule = z
  .strictObject({ date: CalendarDate, startTime: ClockTime, endTime: ClockTime })
  .refine((it) => it.endTime > it.startTime, { path: ['endTime'], message: 'The practice has to end after it starts.' })
  .meta({ id: 'NewSchedule' })

export const Schedule = z
  .object({ id: Id, doctorId: Id, date: z.string(), startTime: z.string(), endTime: z.string(), status: ScheduleStatus })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof Schedule>
