import type {
  AccountLinkKind,
  ActionType,
  CallAction,
  CallStatus,
  ClinicAction,
  ClinicRetention,
  ClinicTextKind,
  ConsentAction,
  Device,
  EndReason,
  EntryAction,
  EntryMedia,
  EntryStatus,
  GuestLinkAction,
  GuestLinkKind,
  GuestLinkStatus,
  GuestQuestions,
  JoinBy,
  JoinCodeAction,
  LastCall,
  LeftReason,
  LoginAction,
  LoginStatus,
  NoticeChannel,
  NoticeChoices,
  NoticeKind,
  NoticeStatus,
  OfferedLanguage,
  PatientFacts,
  PracticeEndReason,
  Role,
  ScheduleAction,
  ScheduleStatus,
  UserAction,
  UserKind,
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
  /** GUEST: came by a link, has no address to sign in with and no password, and is bound to one schedule. */
  readonly kind: UserKind
  /** The address that identifies an account; null for a guest and for a closed account. */
  readonly email: string | null
  /** When the address was shown to be the person's own, by a link sent there. */
  readonly emailConfirmedAt: string | null
  readonly name: string
  /** Null for a guest and for a closed account. */
  readonly passwordHash: string | null
  /** What was hashed: the password as typed, or its normalized form (`passwordForm` of the contract). */
  readonly passwordHashOf: 'TYPED' | 'FORM'
  readonly role: Role
  readonly status: UserStatus
  readonly createdAt: string
  /** The only schedule that a guest reaches, and its doctor; null for accounts. */
  readonly scheduleId: string | null
  readonly doctorId: string | null
  /** Whether a guest has ever joined a queue; accounts count as having done so, and guests who have been removed. */
  readonly hasJoined: boolean
  /** A keyed hash of the client address that a guest came from, until they have joined a queue. */
  readonly cameFrom: string | null
  /** What the person told about themselves; `phone` in E.164. */
  readonly phone: string | null
  readonly place: string | null
  readonly birthDate: string | null
  /** The language chosen for pages and notices; null: the page's. */
  readonly language: OfferedLanguage | null
  /** What may be sent to this person, and how; null: nothing has been chosen. */
  readonly notices: NoticeChoices | null
  /** The status that a disabled account is given back when it is enabled; null unless it is disabled. */
  readonly disabledAs: 'ACTIVE' | 'AWAITING_APPROVAL' | null
}

/** `id` is the JWT's `jti`. */
interface Login extends Identified {
  readonly userId: string
  readonly status: LoginStatus
  readonly createdAt: string
  /** Its browser and system, in codes; null if the browser did not say, and in rows from before this was recorded. */
  readonly device: Device | null
  /** The last act of the person's own, to the minute; null in rows from before this was recorded. */
  readonly lastUsedAt: string | null
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
  /** When it was completed or cancelled; null before, and in rows from before this was recorded. */
  readonly endedAt: string | null
  /** False only while an ended or cancelled practice may have live entries to write as CLOSED, or links as ENDED. */
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
  /** What the patient had told about themselves when they joined; null in rows from before this was recorded. */
  readonly about: PatientFacts | null
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

/**
 * A personal link to one schedule. PERSONAL: made by its doctor; RETURN: the way back of a guest who came by a practice link;
 * DEVICE: a signed-in patient's own, to another device, for a few minutes and one use. The secret itself is never stored: it is
 * computed from the row's id.
 */
interface GuestLink extends Identified {
  readonly kind: GuestLinkKind
  readonly doctorId: string
  readonly scheduleId: string
  /** SHA-256 of the secret's characters, in hexadecimal. */
  readonly secretHash: string
  readonly status: GuestLinkStatus
  /** As its doctor wrote them, or as the guest gave them. */
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: OfferedLanguage | null
  /** Who it signs in; null until a personal link is used for the first time. */
  readonly userId: string | null
  /** With DEVICE: the login that asked for it. */
  readonly loginId: string | null
  readonly createdAt: string
  readonly usedAt: string | null
  /** Null: with its schedule. */
  readonly expiresAt: string | null
  /** Whether its name and addresses have been removed for good. */
  readonly forgotten: boolean
}

/** A doctor's practice link; `id` is the doctor's. */
interface JoinCode extends Identified {
  readonly code: string
  readonly joinBy: JoinBy
  readonly createdAt: string
}

/** What a person agreed to, or took back. Only ever added to: the newest counts. */
interface Consent extends Identified {
  readonly userId: string
  /** The consent text's. */
  readonly textVersion: number
  /** The language in which it was read. */
  readonly language: OfferedLanguage
  readonly isGiven: boolean
  readonly at: string
}

/** What the operator has set about the clinic, in one row; null: the environment's, or the default. */
interface Clinic extends Identified {
  readonly name: string | null
  readonly phone: string | null
  readonly emergencyNumber: string | null
  readonly languages: readonly OfferedLanguage[] | null
  readonly asks: GuestQuestions | null
  readonly retention: ClinicRetention | null
  /** The version in force of each text that there is. */
  readonly texts: Readonly<Partial<Record<ClinicTextKind, number>>>
}

/** A version of one of the clinic's texts, by language; `id` is `<kind>:<version>`. */
interface ClinicText extends Identified {
  readonly kind: ClinicTextKind
  readonly textVersion: number
  readonly texts: Readonly<Partial<Record<OfferedLanguage, string>>>
  readonly at: string
}

/** A link that was sent to an account's address, for one use. RESET: a new password; EMAIL: a new address; CONFIRM: the address is the person's own. */
interface AccountLink extends Identified {
  readonly kind: AccountLinkKind
  readonly userId: string
  readonly secretHash: string
  /** The address that it confirms; null with RESET. */
  readonly email: string | null
  readonly createdAt: string
  readonly usedAt: string | null
  readonly expiresAt: string
}

/** An outbox row: one message to one person, by one channel. */
interface Notice extends Identified {
  readonly kind: NoticeKind
  readonly channel: NoticeChannel
  /** What it is about and for whom, like a call's id; one of a kind, cause and channel. */
  readonly cause: string
  readonly userId: string | null
  readonly scheduleId: string | null
  /** Where to: an e-mail address or a telephone number; null for push, whose addresses are rows of their own, and once it is settled. */
  readonly address: string | null
  readonly language: OfferedLanguage
  /** The row whose secret the message's link carries; null: the link carries none. */
  readonly linkId: string | null
  readonly status: NoticeStatus
  readonly attempts: number
  /** The next attempt; with SENDING: when its sender's lease ends. */
  readonly dueAt: string
  /** Not to be sent after this. */
  readonly expiresAt: string | null
  readonly createdAt: string
  readonly settledAt: string | null
}

/** A browser that receives push messages for a person, whose `id` is a hash of its endpoint, or for who asked to be told: of what was asked and the endpoint. */
interface PushAddress extends Identified {
  /** A user's id, or the address of rows of `tell_me`. */
  readonly ownerId: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly createdAt: string
}

/** One wish to be told when a practice opens. */
interface TellMe extends Identified {
  readonly doctorId: string
  readonly channel: NoticeChannel
  /** For push a hash of the doctor and the endpoint, which is the owner of its row in `push_addresses`. Null once it has been told or withdrawn. */
  readonly address: string | null
  readonly language: OfferedLanguage
  readonly secretHash: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** A key pair that the installation made for itself once. */
interface ServerKey extends Identified {
  readonly publicKey: string
  readonly privateKey: string
  readonly createdAt: string
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
  guest_links: GuestLink
  join_codes: JoinCode
  consents: Consent
  clinic: Clinic
  clinic_texts: ClinicText
  account_links: AccountLink
  notices: Notice
  push_addresses: PushAddress
  tell_me: TellMe
  server_keys: ServerKey
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
export type Transient =
  'logins' | 'reminders' | 'known_places' | 'call_switches' | 'account_links' | 'notices' | 'push_addresses' | 'tell_me'

interface Actions {
  users: UserAction
  logins: LoginAction
  schedules: ScheduleAction
  queue_entries: EntryAction
  call_sessions: CallAction
  guest_links: GuestLinkAction
  join_codes: JoinCodeAction
  consents: ConsentAction
  clinic: ClinicAction
}
/** The actions of a table’s state machine; none if it has no machine. */
export type Action<T extends Table> = T extends keyof Actions ? Actions[T] : never
