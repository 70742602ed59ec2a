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

/** Why a patient lost their place without leaving. */
export const LeftReason = z.enum(['REMOVED']).meta({ id: 'LeftReason' })
export type LeftReason = z.infer<typeof LeftReason>
export const leftReasons: { readonly [A in EntryAction]?: LeftReason } = { remove: 'REMOVED' }

/** Why a doctor removes somebody from the queue. */
export const RemoveReason = z.enum(['ASKED', 'NOT_HERE', 'ABUSE']).meta({ id: 'RemoveReason' })
export type RemoveReason = z.infer<typeof RemoveReason>

/**
 * What a patient told about themselves when they joined, for their doctor. `phone` in E.164; `invitedAs`: the name on their
 * personal link, where it differs from the one they gave.
 */
export const PatientFacts = z
  .object({
    phone: z.string().nullable(),
    place: z.string().nullable(),
    birthDate: z.string().nullable(),
    invitedAs: z.string().nullable(),
  })
  .meta({ id: 'PatientFacts' })
export type PatientFacts = z.infer<typeof PatientFacts>

/** The entry's latest call that is over: how and when it ended. `calledAt` is when it rang; `activatedAt` is null if it never became active. */
export const LastCall = z
  .object({
    status: CallStatus.extract(['ENDED', 'DECLINED', 'EXPIRED', 'CANCELLED']),
    at: Instant,
    calledAt: Instant,
    activatedAt: NullableInstant,
    /** Absent if the call ended before entries recorded its id. */
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
    /** As reported by the patient's page with Ready; null if nothing has been reported. */
    media: EntryMedia.nullable(),
    /** When a patient who was seen last asked to be let in again; null if never, or let in since. */
    askedAgainAt: NullableInstant,
    leftReason: LeftReason.nullable(),
    /** When the doctor last reminded the waiting patient to get ready; null if not since they were last ready. */
    remindedAt: NullableInstant,
  })
  .meta({ id: 'QueueEntry' })
export type QueueEntry = z.infer<typeof QueueEntry>

/** An entry as its doctor sees it. `awaySince`: when the patient of a live entry that is not `online` went away; otherwise null. */
export const DoctorQueueEntry = QueueEntry.extend({
  patientName: z.string(),
  online: z.boolean(),
  awaySince: NullableInstant,
  /** Null in rows from before this was recorded. */
  about: PatientFacts.nullable(),
  rev: z.int().min(0),
}).meta({ id: 'DoctorQueueEntry' })
export type DoctorQueueEntry = z.infer<typeof DoctorQueueEntry>

/** A schedule as a patient sees it, never with another patient. `doctorAwaySince` is set while it is open and its doctor has no connected page. */
export const PatientSchedule = Schedule.extend({
  doctorName: z.string(),
  doctorBusy: z.boolean(),
  doctorAwaySince: NullableInstant,
  queueEntry: QueueEntry.nullable(),
}).meta({ id: 'PatientSchedule' })
export type PatientSchedule = z.infer<typeof PatientSchedule>

/** The doctor's open practice, or else the next planned one. */
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

/** An ended or cancelled practice in which the requesting patient had no place: without queue figures. */
export const PastSchedule = PatientScheduleDetail.pick({
  id: true,
  doctorName: true,
  status: true,
  date: true,
  startTime: true,
  endTime: true,
  next: true,
}).meta({ id: 'PastSchedule' })
/** Fields that it lacks read as undefined. */
export type PastSchedule = z.infer<typeof PastSchedule> & {
  readonly [K in Exclude<keyof PatientScheduleDetail, keyof z.infer<typeof PastSchedule>>]?: undefined
}

/** A schedule by its id: in full, or in the form of one that is over. */
export const VisitedSchedule = z.union([PatientScheduleDetail, PastSchedule]) as z.ZodType<PatientScheduleDetail | PastSchedule>
