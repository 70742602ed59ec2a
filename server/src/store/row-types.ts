import type {
  ActionType,
  CallAction,
  CallStatus,
  EndReason,
  EntryAction,
  EntryMedia,
  EntryStatus,
  LastCall,
  LeftReason,
  LoginAction,
  LoginStatus,
  PracticeEndReason,
  Role,
  ScheduleAction,
  ScheduleStatus,
  UserAction,
  UserStatus,
} from '@medconsult/contract'

interface Identified {
  readonly id: string
}

/** Counts the row’s changes; a commit compares it. */
interface Versioned {
  readonly version: number
}

interface User extends Identified {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  /** What was hashed: the password as typed, or its normalized form (`passwordForm` of the contract). */
  readonly passwordHashOf: 'TYPED' | 'FORM'
  readonly role: Role
  readonly status: UserStatus
  readonly createdAt: string
}

/** `id` is the JWT's `jti`. */
interface Login extends Identified {
  readonly userId: string
  readonly status: LoginStatus
  readonly createdAt: string
  /** When the newest token of this login expires; a renewal moves it. */
  readonly expiresAt: string
}

interface Schedule extends Identified {
  readonly doctorId: string
  /** As of when the practice was planned. */
  readonly doctorName: string
  readonly date: string
  readonly startTime: string
  readonly endTime: string
  /** `date` and `startTime` combined, like 2026-12-02T09:30, which orders patients’ lists. */
  readonly begins: string
  readonly status: ScheduleStatus
  /** When the practice was opened; null before, and in rows from before this was recorded. */
  readonly startedAt: string | null
  /** While it is open: since when its doctor has had no connected page, once that is a minute. */
  readonly doctorAwaySince: string | null
  readonly endReason: PracticeEndReason | null
  /** False only while an ended practice still has live entries to write as CLOSED. */
  readonly settled: boolean
}

interface QueueEntry extends Identified {
  readonly scheduleId: string
  readonly doctorId: string
  readonly patientId: string
  readonly patientName: string
  readonly queueNumber: number
  readonly status: EntryStatus
  readonly isReady: boolean
  readonly joinedAt: string
  /** The open call of this entry, else null. */
  readonly callSessionId: string | null
  /** The outcome of its latest call that is over, written with that call’s last step. */
  readonly lastCall: LastCall | null
  /** What a ready patient’s devices deliver; null: not reported. */
  readonly media: EntryMedia | null
  /** When a seen patient asked to be let in again; null if not since they were last let in. */
  readonly askedAgainAt: string | null
  /** With LEFT: null if the patient left by themselves. */
  readonly leftReason: LeftReason | null
  /** When a waiting patient was last asked to get ready; null if not since they last were. */
  readonly remindedAt: string | null
  /** The queue's `rev` when this entry last changed. */
  readonly rev: number
}

/** One row per schedule, with the schedule’s id: totals are read here, never counted. */
interface QueueCounter extends Identified {
  readonly lastNumber: number
  readonly rev: number
  /** WAITING + READY. */
  readonly inQueue: number
}

interface CallSession extends Identified {
  readonly scheduleId: string
  readonly doctorId: string
  readonly patientId: string
  readonly queueEntryId: string
  readonly doctorName: string
  readonly patientName: string
  readonly status: CallStatus
  readonly createdAt: string
  readonly expiresAt: string
  readonly confirmedAt: string | null
  readonly activatedAt: string | null
  readonly endedAt: string | null
  readonly endReason: EndReason | null
  readonly doctorPeerId: string | null
  readonly patientPeerId: string | null
}

interface AuditLog extends Identified {
  readonly actorUserId: string | null
  readonly actionType: ActionType
  /** The doctor whose practice it is about and who may read it; null if it is about no practice. */
  readonly doctorId: string | null
  readonly scheduleId: string | null
  readonly patientId: string | null
  readonly callSessionId: string | null
  readonly timestamp: string
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>
}

/** `id` is the entry's. */
interface Reminder extends Identified {
  readonly scheduleId: string
  readonly patientId: string
  readonly at: string
}

/** `id` is a keyed hash of an account and an address or browser that it has signed in from; `at`: the day of the last time. */
interface KnownPlace extends Identified {
  readonly at: string
}

/** What a side of a call has switched off; `id` is `<call>:<side>`. Without a row both are on. */
interface CallSwitch extends Identified {
  readonly callSessionId: string
  readonly microphone: boolean
  readonly camera: boolean
  readonly at: string
}

/** The rows of each table, without their versions. */
export interface Contents {
  users: User
  logins: Login
  schedules: Schedule
  queue_entries: QueueEntry
  queue_counters: QueueCounter
  call_sessions: CallSession
  audit_logs: AuditLog
  call_switches: CallSwitch
  reminders: Reminder
  known_places: KnownPlace
}
export type Table = keyof Contents
export type Row<T extends Table> = Contents[T] & Versioned
/** A row of any table. */
export type StoredRow = Identified & Versioned

export type UserRow = Row<'users'>
export type ScheduleRow = Row<'schedules'>
export type QueueEntryRow = Row<'queue_entries'>
export type QueueCounterRow = Row<'queue_counters'>
export type CallSessionRow = Row<'call_sessions'>
export type AuditLogRow = Row<'audit_logs'>

/** Tables without audit, whose old rows are removed. */
export type Transient = 'logins' | 'reminders' | 'known_places' | 'call_switches'

interface Actions {
  users: UserAction
  logins: LoginAction
  schedules: ScheduleAction
  queue_entries: EntryAction
  call_sessions: CallAction
}
/** The actions of a table’s state machine; none if it has no machine. */
export type Action<T extends Table> = T extends keyof Actions ? Actions[T] : never
