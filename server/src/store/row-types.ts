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

/** Every row counts its own changes; a commit compares it. */
interface Versioned {
  readonly version: number
}

interface User extends Identified {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  /** What was hashed: the password as it was typed, or in its one form (`passwordForm` of the contract). */
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
  /** The newest token of this login ends then; a renewal moves it. */
  readonly expiresAt: string
}

interface Schedule extends Identified {
  readonly doctorId: string
  /** As it was when the practice was planned. */
  readonly doctorName: string
  readonly date: string
  readonly startTime: string
  readonly endTime: string
  /** `date` and `startTime` in one, like 2026-12-02T09:30: what patients' lists are ordered by. */
  readonly begins: string
  readonly status: ScheduleStatus
  /** When the practice was opened; null before, and where that was not noted yet. */
  readonly startedAt: string | null
  /** While it is open: its doctor has had no connected page since, for a minute and more. */
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
  /** What became of its newest call that is over: written with that call's last step. */
  readonly lastCall: LastCall | null
  /** What the devices of who is ready deliver; null: not said. */
  readonly media: EntryMedia | null
  /** When who was seen asked to be let in again; null: not since they were last let in. */
  readonly askedAgainAt: string | null
  /** With LEFT: null where the patient left. */
  readonly leftReason: LeftReason | null
  /** When who waits was last asked to get ready; null: not since they last were. */
  readonly remindedAt: string | null
  /** The queue's `rev` when this entry last changed. */
  readonly rev: number
}

/** One row a schedule, `id` is the schedule's: totals are read here, never counted. */
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
  /** The doctor whose practice it is about: who may read it. Null where it is about nobody's practice. */
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

/** `id` is a keyed hash of an account and an address, or a browser, that it has signed in from; `at`: when last, to the day. */
interface KnownPlace extends Identified {
  readonly at: string
}

/** What a side of a call has switched off; `id` is `<call>:<side>`. Both on where there is none. */
interface CallSwitch extends Identified {
  readonly callSessionId: string
  readonly microphone: boolean
  readonly camera: boolean
  readonly at: string
}

/** What each table holds, beside the version of each row. */
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
/** A row of whichever table. */
export type StoredRow = Identified & Versioned

export type UserRow = Row<'users'>
export type ScheduleRow = Row<'schedules'>
export type QueueEntryRow = Row<'queue_entries'>
export type QueueCounterRow = Row<'queue_counters'>
export type CallSessionRow = Row<'call_sessions'>
export type AuditLogRow = Row<'audit_logs'>
export type CallSwitchRow = Row<'call_switches'>

/** Tables without audit, whose old rows are removed. */
export type Transient = 'logins' | 'reminders' | 'known_places' | 'call_switches'

interface Actions {
  users: UserAction
  logins: LoginAction
  schedules: ScheduleAction
  queue_entries: EntryAction
  call_sessions: CallAction
}
/** What a machine does with a row of the table; nothing where it has none. */
export type Action<T extends Table> = T extends keyof Actions ? Actions[T] : never
