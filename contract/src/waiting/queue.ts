import { z } from '../zod.ts'
import { CallStatus } from '../calls/call.ts'
import { Id, Instant, NullableInstant } from '../primitives.ts'
import { entryStatuses, type EntryAction } from './entry-status.ts'
import { Schedule } from './schedule.ts'

export const EntryStatus = z.enum(entryStatuses).meta({ id: 'EntryStatus' })
export type EntryStatus = z.infer<typeof EntryStatus>

/** What a patient's devices deliver: neither, a microphone, or camera and microphone. */
export const EntryMedia = z.enum(['NONE', 'SOUND', 'BOTH']).meta({ id: 'EntryMedia' })
export type EntryMedia = z.infer<typeof EntryMedia>

/** Why a place is gone that its patient did not give up. */
export const LeftReason = z.enum(['REMOVED']).meta({ id: 'LeftReason' })
export type LeftReason = z.infer<typeof LeftReason>
export const leftReasons: { readonly [A in EntryAction]?: LeftReason } = { remove: 'REMOVED' }

/** Why somebody is taken out of a queue. */
export const RemoveReason = z.enum(['ASKED', 'NOT_HERE', 'ABUSE']).meta({ id: 'RemoveReason' })
export type RemoveReason = z.infer<typeof RemoveReason>

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
