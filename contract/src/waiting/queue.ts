import { z } from 'zod'
import { CallStatus } from '../calls/call.ts'
import { Id, Instant, NullableInstant } from '../primitives.ts'
import { Schedule } from './schedule.ts'

export const EntryStatus = z.enum(['WAITING', 'READY', 'IN_CALL', 'DONE', 'LEFT', 'CLOSED']).meta({ id: 'EntryStatus' })
export type EntryStatus = z.infer<typeof EntryStatus>

/** What a patient's devices deliver: neither, a microphone, or camera and microphone. */
export const EntryMedia = z.enum(['NONE', 'SOUND', 'BOTH']).meta({ id: 'EntryMedia' })
export type EntryMedia = z.infer<typeof EntryMedia>

/** Moves without `audit` only follow their call or the end of their practice, which have the row. */
// prettier-ignore
export const entryMachine = {
  join: { from: [null], to: 'WAITING', done: ['WAITING', 'READY', 'IN_CALL'], by: ['PATIENT'], audit: 'QUEUE_JOINED' },
  ready: { from: ['WAITING'], to: 'READY', done: ['READY', 'IN_CALL'], by: ['PATIENT'], audit: 'QUEUE_READY' },
  notReady: { from: ['READY'], to: 'WAITING', done: ['WAITING'], by: ['PATIENT'], audit: 'QUEUE_NOT_READY' },
  leave: { from: ['WAITING', 'READY'], to: 'LEFT', done: ['LEFT'], by: ['PATIENT'], audit: 'QUEUE_LEFT' },
  remind: { from: ['WAITING'], to: 'WAITING', done: [], by: ['DOCTOR'], audit: 'QUEUE_REMINDED' },
  remove: { from: ['WAITING', 'READY'], to: 'LEFT', done: ['LEFT'], by: ['DOCTOR'], audit: 'QUEUE_REMOVED' },
  reset: { from: ['READY', 'IN_CALL', 'DONE'], to: 'WAITING', done: ['WAITING'], by: ['DOCTOR'], audit: 'QUEUE_RESET' },
  askAgain: { from: ['DONE'], to: null, done: [], by: ['PATIENT'], audit: 'QUEUE_ASKED_AGAIN' },
  invite: { from: ['READY'], to: 'READY', done: [], by: ['DOCTOR'], audit: null },
  keepReady: { from: ['READY'], to: 'READY', done: [], by: ['DOCTOR', 'SYSTEM'], audit: null },
  enterCall: { from: ['READY'], to: 'IN_CALL', done: [], by: ['PATIENT'], audit: null },
  waitAgain: { from: ['READY', 'IN_CALL'], to: 'WAITING', done: [], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], audit: null },
  finish: { from: ['IN_CALL'], to: 'DONE', done: [], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], audit: null },
  close: { from: ['WAITING', 'READY', 'IN_CALL'], to: 'CLOSED', done: ['CLOSED'], by: ['DOCTOR', 'SYSTEM'], audit: null },
} as const
export type EntryAction = keyof typeof entryMachine

/** What a move tells its patient at once. */
export const entryEvents: { readonly [A in EntryAction]?: 'status_reset' } = { reset: 'status_reset', remove: 'status_reset' }

/** Why a place is gone that its patient did not give up. */
export const LeftReason = z.enum(['REMOVED']).meta({ id: 'LeftReason' })
export type LeftReason = z.infer<typeof LeftReason>
export const leftReasons: { readonly [A in EntryAction]?: LeftReason } = { remove: 'REMOVED' }

/** Why somebody is taken out of a queue. */
export const RemoveReason = z.enum(['ASKED', 'NOT_HERE', 'ABUSE']).meta({ id: 'RemoveReason' })
export type RemoveReason = z.infer<typeof RemoveReason>

/** Counted in `totalInQueue`, with a position. */
export const inQueueStatuses: readonly EntryStatus[] = ['WAITING', 'READY']
export const isInQueue = (status: EntryStatus): boolean => inQueueStatuses.includes(status)

/** A live entry holds its patient's place in the schedule; there is at most one. */
export const liveStatuses: readonly EntryStatus[] = [...inQueueStatuses, 'IN_CALL']
export const isLive = (status: EntryStatus): boolean => liveStatuses.includes(status)

/** What a doctor's queue shows: a place that was given up is gone. */
export const shownStatuses: readonly EntryStatus[] = EntryStatus.options.filter((status) => status !== 'LEFT')

/** A waiting patient can be reminded once in so many seconds. */
export const REMIND_AGAIN_SECONDS = 60

/** An entry's newest call that is over: how and when it ended; `calledAt` is when it rang, `activatedAt` null if it never came about. */
export const LastCall = z
  .object({
    status: CallStatus.extract(['ENDED', 'DECLINED', 'EXPIRED', 'CANCELLED']),
    at: Instant,
    calledAt: Instant,
    activatedAt: NullableInstant,
    /** Absent in an entry whose call was over before entries named it. */
    callSessionId: Id.optional(),
  })
  .meta({ id: 'LastCall' })
export type LastCall = z.infer<typeof LastCall>

/** The patient's own entry, as the patient sees it. */
export const QueueEntry = z
  .object({
    id: Id,
    scheduleId: Id,
    patientId: Id,
    queueNumber: z.int().min(1),
    status: EntryStatus,
    isReady: z.boolean(),
    joinedAt: Instant,
    callSessionId: Id.nullable(),
    lastCall: LastCall.nullable(),
    /** As their page said with Ready; null: nobody has said, which claims nothing. */
    media: EntryMedia.nullable(),
    /** When somebody who was seen last asked to be let in again; null: never, or let in since. */
    askedAgainAt: NullableInstant,
    leftReason: LeftReason.nullable(),
    /** When the doctor last asked who waits to get ready; null: not since they last were. */
    remindedAt: NullableInstant,
  })
  .meta({ id: 'QueueEntry' })
export type QueueEntry = z.infer<typeof QueueEntry>

/** An entry as its doctor sees it. `awaySince`: since when nobody is there of a live entry that is not `online`; else null. */
export const DoctorQueueEntry = QueueEntry.extend({
  patientName: z.string(),
  online: z.boolean(),
  awaySince: NullableInstant,
  rev: z.int().min(0),
}).meta({ id: 'DoctorQueueEntry' })
export type DoctorQueueEntry = z.infer<typeof DoctorQueueEntry>

/** A schedule as a patient sees it: never another patient in it. `doctorAwaySince`: while it is open, its doctor has no connected page. */
export const PatientSchedule = Schedule.extend({
  doctorName: z.string(),
  doctorBusy: z.boolean(),
  doctorAwaySince: NullableInstant,
  queueEntry: QueueEntry.nullable(),
}).meta({ id: 'PatientSchedule' })
export type PatientSchedule = z.infer<typeof PatientSchedule>

/** The doctor's practice that is open, else the next one that is planned. */
export const NextPractice = z.object({ scheduleId: Id, date: z.string(), startTime: z.string() }).meta({ id: 'NextPractice' })
export type NextPractice = z.infer<typeof NextPractice>

/** `next` is null while this one is open or still to come. */
export const PatientScheduleDetail = PatientSchedule.extend({
  totalInQueue: z.int().min(0),
  aheadOfYou: z.int().min(0).nullable(),
  position: z.int().min(1).nullable(),
  next: NextPractice.nullable(),
}).meta({ id: 'PatientScheduleDetail' })
export type PatientScheduleDetail = z.infer<typeof PatientScheduleDetail>

/** An ended or cancelled practice in which the asking patient had no place: no figures. */
export const PastSchedule = PatientScheduleDetail.pick({
  id: true,
  doctorName: true,
  status: true,
  date: true,
  startTime: true,
  endTime: true,
  next: true,
}).meta({ id: 'PastSchedule' })
/** What it lacks reads as undefined. */
export type PastSchedule = z.infer<typeof PastSchedule> & {
  readonly [K in Exclude<keyof PatientScheduleDetail, keyof z.infer<typeof PastSchedule>>]?: undefined
}

/** A schedule by its id: whole, or as one that is over. */
export const VisitedSchedule = z.union([PatientScheduleDetail, PastSchedule]) as z.ZodType<PatientScheduleDetail | PastSchedule>
