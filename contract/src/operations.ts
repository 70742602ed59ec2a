import { z } from './zod.ts'
import { AuditLog } from './record/audit.ts'
import { CallSession, CallStatusView, CallSwitches, CallToken, IceServers, Invitation, OwnSide } from './calls/call.ts'
import { ClinicText, ClinicTextKind } from './clinic/clinic.ts'
import { Consent, ConsentText } from './people/consent.ts'
import type { ErrorCode } from './errors.ts'
import { ById, CountInQuery, Id, LimitInQuery, PageQuery, PeerId } from './primitives.ts'
import { DoctorQueueEntry, EntryMedia, PatientSchedule, QueueEntry, RemoveReason, VisitedSchedule } from './waiting/queue.ts'
import { NewSchedule, Schedule, ScheduleChange } from './waiting/schedule.ts'
import { Signal, SignalMessage, SignalPayload } from './calls/signal.ts'
import {
  ByJoinCode,
  EnteredAsGuest,
  GuestEntry,
  GuestLink,
  JoinByChoice,
  JoinCode,
  JoinLook,
  LinkSecret,
  MadeGuestLink,
  NewGuestLink,
  ReturnLink,
} from './people/guest.ts'
import { BySecret, ByPassword, EmailChange, Login, NewPassword, OwnDetails, PasswordChange, ResetRequest } from './people/account.ts'
import { Credentials, Me, Registration, SignedIn, User } from './people/user.ts'
import { NoticeChange, NoticeSettings, PushSubscription, TellMe } from './people/notice.ts'
import { routes, type Route, type RouteName, type Routes } from './routes.ts'

/** A route's input, reply and refusals. */
interface Description {
  readonly summary: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** No body is the same as `{}`. */
  readonly bodyOptional?: true
  readonly reply: z.ZodType
  /** The route's own error codes; `refusalsOf` adds those that its row implies. */
  readonly errors: readonly ErrorCode[]
}

const ScheduleAndPatient = z.strictObject({ id: Id, patientId: Id })
const ScheduleAndEntry = z.strictObject({ id: Id, entryId: Id })
const None = z.strictObject({})
const Done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' })

// prettier-ignore
const descriptions = {
  register: { summary: 'Create an account and sign in', body: Registration, reply: SignedIn, errors: ['EMAIL_TAKEN', 'RATE_LIMITED'] },
  login: { summary: 'Sign in', body: Credentials, reply: SignedIn, errors: ['BAD_CREDENTIALS', 'RATE_LIMITED'] },
  logout: { summary: 'End this login everywhere it is used', body: None, bodyOptional: true, reply: Done, errors: [] },
  me: { summary: 'Who is signed in, and with which login', reply: Me, errors: [] },
  changeMe: { summary: 'Change your name, language or telephone number', body: OwnDetails, reply: User, errors: [] },
  closeAccount: { summary: 'Close your account', body: ByPassword, reply: Done, errors: ['NOT_FOUND', 'ACCOUNT_IN_USE'] },
  changePassword: { summary: 'Change your password; all other logins end', body: PasswordChange, reply: Done, errors: ['NOT_FOUND'] },
  changeEmail: { summary: 'Change your e-mail address: it counts once the link sent to it is used', body: EmailChange, reply: Done, errors: ['NOT_FOUND', 'NO_MAIL'] },
  confirmEmail: { summary: 'Use the link that confirms an e-mail address', body: BySecret, reply: z.object({ email: z.string() }), errors: ['NOT_FOUND', 'EMAIL_TAKEN'] },
  askReset: { summary: 'Ask for a link for a new password, by mail; the reply is the same whether there is such an account', body: ResetRequest, reply: Done, errors: [] },
  confirmReset: { summary: 'Set a new password by such a link; all logins end', body: NewPassword, reply: Done, errors: ['NOT_FOUND'] },
  listLogins: { summary: 'Where you are signed in', reply: z.array(Login), errors: [] },
  endLogin: { summary: 'End one of your logins everywhere', params: ById, reply: Done, errors: ['NOT_FOUND'] },
  noteActive: { summary: 'Report an act of the person’s own, at most once a minute', body: None, bodyOptional: true, reply: Done, errors: [] },

  lookAtPractice: { summary: 'What stands behind a practice link', params: ByJoinCode, reply: JoinLook, errors: ['NOT_FOUND'] },
  lookAtLink: { summary: 'What stands behind a personal link', body: LinkSecret, reply: JoinLook, errors: ['NOT_FOUND'] },
  enterAsGuest: { summary: 'Come in by a link, without an account', body: GuestEntry, reply: EnteredAsGuest, errors: ['NOT_FOUND', 'INVITED_ONLY', 'ACCOUNT_ONLY', 'PRACTICE_CLOSED', 'CONSENT_NEEDED', 'MOVED_TOO_OFTEN'] },
  makeReturnLink: { summary: 'A link that moves you to another device', body: None, bodyOptional: true, reply: ReturnLink, errors: ['NOT_FOUND', 'MOVED_TOO_OFTEN'] },
  listGuestLinks: { summary: 'The personal links of a practice, newest first', params: ById, reply: z.array(GuestLink), errors: ['NOT_FOUND'] },
  makeGuestLink: { summary: 'A personal link for one person', params: ById, body: NewGuestLink, reply: MadeGuestLink, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  revokeGuestLink: { summary: 'Revoke a personal link', params: ById, body: None, bodyOptional: true, reply: GuestLink, errors: ['NOT_FOUND'] },
  getJoinCode: { summary: 'Your own practice link', reply: JoinCode, errors: [] },
  renewJoinCode: { summary: 'Replace your practice link by a new one', body: None, bodyOptional: true, reply: JoinCode, errors: [] },
  setJoinBy: { summary: 'Who may use your practice link', body: JoinByChoice, reply: JoinCode, errors: [] },

  listSchedules: { summary: 'Your own schedules, newest first', query: PageQuery, reply: z.array(Schedule), errors: ['UNKNOWN_CURSOR'] },
  createSchedule: { summary: 'Plan a practice', body: NewSchedule, reply: Schedule, errors: [] },
  changeSchedule: { summary: 'Change a plan, or move the end of an open practice to later', params: ById, body: ScheduleChange, bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  cancelSchedule: { summary: 'Cancel a plan', params: ById, body: None, bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  startPractice: { summary: 'Open the practice', params: ById, body: None, bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE', 'ALREADY_ONLINE'] },
  endPractice: { summary: 'End the practice; with `force`, its open call too', params: ById, body: z.strictObject({ force: z.boolean().optional() }), bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE', 'CALL_OPEN'] },

  viewQueue: { summary: 'The queue by number; with `since` the entries changed after that `rev`', params: ById, query: z.strictObject({ since: CountInQuery.optional(), before: Id.optional(), limit: LimitInQuery.optional() }), reply: z.array(DoctorQueueEntry), errors: ['NOT_FOUND', 'UNKNOWN_CURSOR'] },
  startCall: { summary: 'Invite a ready patient', params: ById, body: z.strictObject({ patientId: Id, doctorPeerId: PeerId.optional() }), reply: CallSession, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'DOCTOR_BUSY', 'PATIENT_NOT_READY', 'PATIENT_BUSY'] },
  remind: { summary: 'Ask a waiting patient to get ready', params: ScheduleAndPatient, body: None, bodyOptional: true, reply: Done, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'WRONG_STATE', 'REMINDED_ALREADY'] },
  resetPatient: { summary: 'Put a patient back to waiting', params: ScheduleAndPatient, body: None, bodyOptional: true, reply: DoctorQueueEntry, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'WRONG_STATE'] },
  removeEntry: { summary: 'Take a waiting patient out of the queue', params: ScheduleAndEntry, body: z.strictObject({ reason: RemoveReason }), reply: DoctorQueueEntry, errors: ['NOT_FOUND', 'IN_CALL', 'QUEUE_ENDED'] },

  callStatus: { summary: 'State of the invitation', params: ById, reply: CallStatusView, errors: ['NOT_FOUND'] },
  cancelCall: { summary: 'Cancel an open invitation', params: ById, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  doctorSetPeerId: { summary: 'Register the doctor’s peer id', params: ById, body: z.strictObject({ peerId: PeerId }), reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  doctorEndCall: { summary: 'End the call', params: ById, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },

  browseSchedules: { summary: 'Open and upcoming practices', query: PageQuery, reply: z.array(PatientSchedule), errors: ['UNKNOWN_CURSOR'] },
  viewSchedule: { summary: 'One practice and your place in it; if it is over and you had no place, when the next one is', params: ById, reply: VisitedSchedule, errors: ['NOT_FOUND'] },
  joinQueue: { summary: 'Join the queue', params: ById, body: None, bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'ALREADY_SEEN', 'CONSENT_NEEDED', 'MOVED_TOO_OFTEN'] },
  toggleReady: { summary: 'Turn Ready on or off; `media` says what the devices deliver', params: ById, body: z.strictObject({ isReady: z.boolean().optional(), media: EntryMedia.optional() }), bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'INVITED', 'IN_CALL', 'QUEUE_ENDED', 'MOVED_TOO_OFTEN'] },
  leaveQueue: { summary: 'Leave the queue', params: ById, body: None, bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'IN_CALL', 'QUEUE_ENDED', 'MOVED_TOO_OFTEN'] },
  ownConsent: { summary: 'What you have agreed to last, and what joining asks of you now', reply: z.object({ newest: Consent.nullable(), needed: ConsentText.nullable() }), errors: [] },
  giveConsent: { summary: 'Agree to the clinic’s text', body: z.strictObject({ version: z.int() }), reply: Consent, errors: ['CONSENT_NEEDED', 'WRONG_STATE'] },
  withdrawConsent: { summary: 'Take your consent back; the next time you join, you are asked again', body: None, bodyOptional: true, reply: Consent.nullable(), errors: [] },
  askAgain: { summary: 'After a call: ask the doctor to be let in again', params: ById, body: None, bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'WRONG_STATE'] },
  pendingInvitation: { summary: 'The open invitation, or null', reply: Invitation.nullable(), errors: [] },
  confirmCall: { summary: 'Accept the invitation', params: ById, body: z.strictObject({ patientPeerId: PeerId.optional(), offer: SignalPayload }), bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE', 'INVITATION_EXPIRED'] },
  declineCall: { summary: 'Decline the invitation', params: ById, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  patientSetPeerId: { summary: 'Register the patient’s peer id', params: ById, body: z.strictObject({ peerId: PeerId }), reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  patientEndCall: { summary: 'End the call', params: ById, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },

  activateCall: { summary: 'Report that the other side’s picture or sound has arrived', params: ById, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE', 'PEER_ID_MISSING'] },
  getCall: { summary: 'The call session, for its two participants', params: ById, reply: CallSession, errors: ['NOT_FOUND'] },
  callToken: { summary: 'A token for only this call’s routes and socket, while the call is open', params: ById, body: None, bodyOptional: true, reply: CallToken, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  sendSignal: { summary: 'The `signal` event by HTTP', params: ById, body: z.strictObject({ message: SignalMessage }), reply: z.object({ n: z.int() }), errors: ['NOT_FOUND', 'WRONG_STATE'] },
  listSignals: { summary: 'The other’s signals after `n`, while the socket is down', params: ById, query: z.strictObject({ after: CountInQuery.optional() }), reply: z.array(Signal), errors: ['NOT_FOUND', 'WRONG_STATE'] },
  ownSide: { summary: 'What you have switched off in a call, and whether another of your pages is in it', params: ById, reply: OwnSide, errors: ['NOT_FOUND'] },
  setSwitches: { summary: 'Store what you have switched off, for each of your pages that joins the call', params: ById, body: CallSwitches, reply: CallSwitches, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  callIceServers: { summary: 'Short-lived relay credentials for an open call', params: ById, reply: IceServers, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  iceServers: { summary: 'Relay credentials for checking the connection beforehand: for a doctor, or a patient in a queue', reply: IceServers, errors: ['NOT_FOUND'] },

  noticeSettings: { summary: 'By which ways you are reached when you are not on the page', reply: NoticeSettings, errors: [] },
  setNotices: { summary: 'Choose by which ways you are reached', body: NoticeChange, reply: NoticeSettings, errors: [] },
  addPushAddress: { summary: 'Let this browser receive push messages for you', body: PushSubscription, reply: Done, errors: [] },
  removePushAddress: { summary: 'Let this browser receive none any more', body: z.strictObject({ endpoint: z.string().max(1000) }), reply: Done, errors: [] },
  tellMe: { summary: 'Be told once when a practice opens', params: ByJoinCode, body: TellMe, reply: LinkSecret, errors: [] },
  withdrawTellMe: { summary: 'Not be told any more', body: LinkSecret, reply: Done, errors: [] },

  listAudit: { summary: 'Audit rows of your own schedules, newest first', query: z.strictObject({ scheduleId: Id.optional(), patientId: Id.optional(), callSessionId: Id.optional(), before: Id.optional(), limit: LimitInQuery.optional() }), reply: z.array(AuditLog), errors: ['NOT_FOUND', 'UNKNOWN_CURSOR'] },
  clinicText: { summary: 'A text of the clinic’s own, in a language of the reader’s or in the first that it has; null if there is none', params: z.strictObject({ kind: ClinicTextKind }), query: z.strictObject({ version: CountInQuery.optional() }), reply: ClinicText.nullable(), errors: ['NOT_FOUND'] },
  health: { summary: 'Whether the server and its store answer', reply: z.object({ status: z.enum(['ok', 'unavailable']), store: z.enum(['ok', 'away', 'missing', 'damaged']), redis: z.enum(['ok', 'away']).optional(), uptimeSeconds: z.number(), version: z.string() }), errors: [] },
} as const satisfies Record<RouteName, Description>
type Descriptions = typeof descriptions

/** A route with its operation, as in OpenAPI. */
export type Operation = Route & Description

type Operations = { readonly [N in RouteName]: Routes[N] & Descriptions[N] }

const names = Object.keys(routes) as RouteName[]

/** Every route with its input, reply and refusals: the server mounts and documents these. */
export const operations = Object.fromEntries(names.map((name) => [name, { ...routes[name], ...descriptions[name] }])) as Operations

type Out<S> = S extends z.ZodType ? z.output<S> : undefined
type In<S> = S extends z.ZodType ? z.input<S> : undefined
type Field<R, K extends string> = R extends { [P in K]: infer S } ? S : undefined

/** The input of a use case: parsed and validated. */
export type Input<N extends RouteName> = {
  params: Out<Field<Operations[N], 'params'>>
  query: Out<Field<Operations[N], 'query'>>
  body: Out<Field<Operations[N], 'body'>>
}

/** The input as a client sends it. */
export type RawInput<N extends RouteName> = {
  params: In<Field<Operations[N], 'params'>>
  query: In<Field<Operations[N], 'query'>>
  body: In<Field<Operations[N], 'body'>>
}

export type Reply<N extends RouteName> = z.output<Operations[N]['reply']>

/** Every error code that a route can reply with: its own and those that its row implies. */
export function refusalsOf(operation: Operation): readonly ErrorCode[] {
  const implied: ErrorCode[] = ['TOO_SLOW', 'HEADERS_TOO_LARGE', 'RATE_LIMITED', 'INTERNAL', 'STORE_AWAY', 'BUSY']
  if (operation.who !== 'anyone') implied.push('UNAUTHENTICATED', 'OTHER_LOGIN')
  if (operation.who === 'doctor' || operation.who === 'patient') implied.push('WRONG_ROLE')
  if (operation.who !== 'anyone' && operation.who !== 'awaiting') implied.push('NOT_APPROVED')
  if (operation.method !== 'GET') implied.push('MALFORMED', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'FOREIGN_ORIGIN')
  if (operation.params ?? operation.query ?? operation.body) implied.push('INVALID')
  return [...new Set([...operation.errors, ...implied])]
}
