import { z } from 'zod'
import { AuditLog } from './record/audit.ts'
import { CallSession, CallStatusView, CallSwitches, CallToken, IceServers, Invitation, OwnSide } from './calls/call.ts'
import type { ErrorCode } from './errors.ts'
import { ById, Count, Id, Limit, PageQuery, PeerId } from './primitives.ts'
import { DoctorQueueEntry, EntryMedia, PatientSchedule, QueueEntry, RemoveReason, VisitedSchedule } from './waiting/queue.ts'
import { NewSchedule, Schedule, ScheduleChange } from './waiting/schedule.ts'
import { Signal, SignalMessage, SignalPayload } from './calls/signal.ts'
import { Credentials, Me, Registration, SignedIn } from './people/user.ts'

/** Who a route is for. `awaiting` lets a doctor in who is not approved yet. */
export type Who = 'anyone' | 'awaiting' | 'signedIn' | 'doctor' | 'patient'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly who: Who
  /** Of the specification's nine; 0 is what surrounds them. */
  readonly phase: number
  readonly summary: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** An absent body and `{}` are equal. */
  readonly bodyOptional?: true
  readonly reply: z.ZodType
  /** Answers 201 when it made something, 200 for a repeat. */
  readonly creates?: true
  /** What it does to the browser's login cookie. */
  readonly cookie?: 'sets' | 'clears'
  /** Counted with the reads although it is no GET: it is no step, and its number in a call is limited by itself. */
  readonly counts?: 'reads'
  /** Its `id` is a call's: a participant's request says that they are present in it. */
  readonly isAboutCall?: true
  /** The reply itself goes out as 503 unless its `status` is `ok`. */
  readonly tellsHealth?: true
  /** Bytes; 16 KiB unless told. */
  readonly bodyLimit?: number
  /** The route's own refusals; `refusalsOf` adds those that its row implies. */
  readonly errors: readonly ErrorCode[]
}

/** Of one login: so many a second, so many at once. What it reads, by HTTP and again by its sockets' events … */
export const READ_RATE = { perSecond: 20, burst: 60 } as const
/** … and the steps it takes, so that reading never keeps anybody from working. */
export const STEP_RATE = { perSecond: 10, burst: 30 } as const

const ScheduleAndPatient = z.strictObject({ id: Id, patientId: Id })
const ScheduleAndEntry = z.strictObject({ id: Id, entryId: Id })
const None = z.strictObject({})
const Done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' })

// prettier-ignore
export const routes = {
  register: { method: 'POST', path: '/auth/register', who: 'anyone', phase: 0, summary: 'Create an account and sign in', body: Registration, reply: SignedIn, creates: true, cookie: 'sets', errors: ['EMAIL_TAKEN', 'RATE_LIMITED'] },
  login: { method: 'POST', path: '/auth/login', who: 'anyone', phase: 0, summary: 'Sign in', body: Credentials, reply: SignedIn, cookie: 'sets', errors: ['BAD_CREDENTIALS', 'RATE_LIMITED'] },
  logout: { method: 'POST', path: '/auth/logout', who: 'awaiting', phase: 0, summary: 'End this login everywhere it is used', body: None, bodyOptional: true, reply: Done, cookie: 'clears', errors: [] },
  me: { method: 'GET', path: '/auth/me', who: 'awaiting', phase: 0, summary: 'Who is signed in, and with which login', reply: Me, errors: [] },

  listSchedules: { method: 'GET', path: '/doctor/schedules', who: 'doctor', phase: 1, summary: 'Your own schedules, newest first', query: PageQuery, reply: z.array(Schedule), errors: ['UNKNOWN_CURSOR'] },
  createSchedule: { method: 'POST', path: '/doctor/schedules', who: 'doctor', phase: 1, summary: 'Plan a practice', body: NewSchedule, reply: Schedule, creates: true, errors: [] },
  changeSchedule: { method: 'PUT', path: '/doctor/schedules/:id', who: 'doctor', phase: 1, summary: 'Change a plan, or move the end of an open practice to later', params: ById, body: ScheduleChange, bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  cancelSchedule: { method: 'POST', path: '/doctor/schedules/:id/cancel', who: 'doctor', phase: 1, summary: 'Cancel a plan', params: ById, body: None, bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  startPractice: { method: 'POST', path: '/doctor/schedules/:id/start', who: 'doctor', phase: 1, summary: 'Open the practice', params: ById, body: None, bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE', 'ALREADY_ONLINE'] },
  endPractice: { method: 'POST', path: '/doctor/schedules/:id/end', who: 'doctor', phase: 1, summary: 'End the practice; with `force`, its open call too', params: ById, body: z.strictObject({ force: z.boolean().optional() }), bodyOptional: true, reply: Schedule, errors: ['NOT_FOUND', 'WRONG_STATE', 'CALL_OPEN'] },

  viewQueue: { method: 'GET', path: '/doctor/schedules/:id/queue', who: 'doctor', phase: 2, summary: 'The queue by number; with `since` the entries changed after that `rev`', params: ById, query: z.strictObject({ since: Count.optional(), before: Id.optional(), limit: Limit.optional() }), reply: z.array(DoctorQueueEntry), errors: ['NOT_FOUND', 'UNKNOWN_CURSOR'] },
  startCall: { method: 'POST', path: '/doctor/schedules/:id/start-call', who: 'doctor', phase: 4, summary: 'Invite a ready patient', params: ById, body: z.strictObject({ patientId: Id, doctorPeerId: PeerId.optional() }), reply: CallSession, creates: true, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'DOCTOR_BUSY', 'PATIENT_NOT_READY', 'PATIENT_BUSY'] },
  remind: { method: 'POST', path: '/doctor/schedules/:id/remind/:patientId', who: 'doctor', phase: 3, summary: 'Ask a waiting patient to get ready', params: ScheduleAndPatient, body: None, bodyOptional: true, reply: Done, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'WRONG_STATE', 'REMINDED_ALREADY'] },
  resetPatient: { method: 'POST', path: '/doctor/schedules/:id/reset-patient/:patientId', who: 'doctor', phase: 5, summary: 'Put a patient back to waiting', params: ScheduleAndPatient, body: None, bodyOptional: true, reply: DoctorQueueEntry, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'WRONG_STATE'] },
  removeEntry: { method: 'POST', path: '/desk/schedules/:id/entries/:entryId/remove', who: 'doctor', phase: 2, summary: 'Take a waiting patient out of the queue', params: ScheduleAndEntry, body: z.strictObject({ reason: RemoveReason }), reply: DoctorQueueEntry, errors: ['NOT_FOUND', 'IN_CALL', 'QUEUE_ENDED'] },

  callStatus: { method: 'GET', path: '/doctor/call-sessions/:id/status', who: 'doctor', phase: 4, summary: 'State of the invitation', params: ById, isAboutCall: true, reply: CallStatusView, errors: ['NOT_FOUND'] },
  cancelCall: { method: 'POST', path: '/doctor/call-sessions/:id/cancel', who: 'doctor', phase: 4, summary: 'Cancel an open invitation', params: ById, isAboutCall: true, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  doctorSetPeerId: { method: 'POST', path: '/doctor/call-sessions/:id/set-peer-id', who: 'doctor', phase: 8, summary: 'Register the doctor’s peer id', params: ById, isAboutCall: true, body: z.strictObject({ peerId: PeerId }), reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  doctorEndCall: { method: 'POST', path: '/doctor/call-sessions/:id/end', who: 'doctor', phase: 9, summary: 'End the call', params: ById, isAboutCall: true, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },

  browseSchedules: { method: 'GET', path: '/patient/schedules', who: 'patient', phase: 2, summary: 'Open and upcoming practices', query: PageQuery, reply: z.array(PatientSchedule), errors: ['UNKNOWN_CURSOR'] },
  viewSchedule: { method: 'GET', path: '/patient/schedules/:id', who: 'patient', phase: 2, summary: 'One practice and your place in it; if it is over and you had no place, when the next one is', params: ById, reply: VisitedSchedule, errors: ['NOT_FOUND'] },
  joinQueue: { method: 'POST', path: '/patient/schedules/:id/join-queue', who: 'patient', phase: 2, summary: 'Join the queue', params: ById, body: None, bodyOptional: true, reply: QueueEntry, creates: true, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'ALREADY_SEEN', 'MOVED_TOO_OFTEN'] },
  toggleReady: { method: 'POST', path: '/patient/schedules/:id/toggle-ready', who: 'patient', phase: 3, summary: 'Turn Ready on or off; `media` says what the devices deliver', params: ById, body: z.strictObject({ isReady: z.boolean().optional(), media: EntryMedia.optional() }), bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'INVITED', 'IN_CALL', 'QUEUE_ENDED', 'MOVED_TOO_OFTEN'] },
  leaveQueue: { method: 'POST', path: '/patient/schedules/:id/leave-queue', who: 'patient', phase: 2, summary: 'Leave the queue', params: ById, body: None, bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'IN_CALL', 'QUEUE_ENDED', 'MOVED_TOO_OFTEN'] },
  askAgain: { method: 'POST', path: '/patient/schedules/:id/ask-again', who: 'patient', phase: 2, summary: 'After a call: ask the doctor to be let in again', params: ById, body: None, bodyOptional: true, reply: QueueEntry, errors: ['NOT_FOUND', 'SCHEDULE_NOT_ONLINE', 'WRONG_STATE'] },
  pendingInvitation: { method: 'GET', path: '/patient/pending-invitation', who: 'patient', phase: 4, summary: 'The open invitation, or null', reply: Invitation.nullable(), errors: [] },
  confirmCall: { method: 'POST', path: '/patient/call-sessions/:id/confirm', who: 'patient', phase: 5, summary: 'Accept the invitation', params: ById, isAboutCall: true, body: z.strictObject({ patientPeerId: PeerId.optional(), offer: SignalPayload }), bodyOptional: true, bodyLimit: 66 * 1024, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE', 'INVITATION_EXPIRED'] },
  declineCall: { method: 'POST', path: '/patient/call-sessions/:id/decline', who: 'patient', phase: 5, summary: 'Decline the invitation', params: ById, isAboutCall: true, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  patientSetPeerId: { method: 'POST', path: '/patient/call-sessions/:id/set-peer-id', who: 'patient', phase: 8, summary: 'Register the patient’s peer id', params: ById, isAboutCall: true, body: z.strictObject({ peerId: PeerId }), reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  patientEndCall: { method: 'POST', path: '/patient/call-sessions/:id/end', who: 'patient', phase: 9, summary: 'End the call', params: ById, isAboutCall: true, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE'] },

  activateCall: { method: 'POST', path: '/call-sessions/:id/activate', who: 'signedIn', phase: 9, summary: 'Report that the other side’s picture or sound has arrived', params: ById, isAboutCall: true, body: None, bodyOptional: true, reply: CallSession, errors: ['NOT_FOUND', 'WRONG_STATE', 'PEER_ID_MISSING'] },
  getCall: { method: 'GET', path: '/call-sessions/:id', who: 'signedIn', phase: 6, summary: 'The call session, for its two participants', params: ById, isAboutCall: true, reply: CallSession, errors: ['NOT_FOUND'] },
  callToken: { method: 'POST', path: '/call-sessions/:id/token', who: 'signedIn', phase: 6, summary: 'A token for only this call’s routes and socket, while the call is open', params: ById, isAboutCall: true, body: None, bodyOptional: true, reply: CallToken, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  sendSignal: { method: 'POST', path: '/call-sessions/:id/signals', who: 'signedIn', phase: 9, summary: 'The `signal` event by HTTP', params: ById, isAboutCall: true, body: z.strictObject({ message: SignalMessage }), reply: z.object({ n: z.int() }), creates: true, counts: 'reads', bodyLimit: 66 * 1024, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  listSignals: { method: 'GET', path: '/call-sessions/:id/signals', who: 'signedIn', phase: 9, summary: 'The other’s signals after `n`, while the socket is down', params: ById, isAboutCall: true, query: z.strictObject({ after: Count.optional() }), reply: z.array(Signal), errors: ['NOT_FOUND', 'WRONG_STATE'] },
  ownSide: { method: 'GET', path: '/call-sessions/:id/own-side', who: 'signedIn', phase: 8, summary: 'What you have switched off in a call, and whether another of your pages is in it', params: ById, isAboutCall: true, reply: OwnSide, errors: ['NOT_FOUND'] },
  setSwitches: { method: 'POST', path: '/call-sessions/:id/own-side', who: 'signedIn', phase: 8, summary: 'Store what you have switched off, for each of your pages that joins the call', params: ById, isAboutCall: true, body: CallSwitches, reply: CallSwitches, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  callIceServers: { method: 'GET', path: '/call-sessions/:id/ice-servers', who: 'signedIn', phase: 7, summary: 'Short-lived relay credentials for an open call', params: ById, isAboutCall: true, reply: IceServers, errors: ['NOT_FOUND', 'WRONG_STATE'] },
  iceServers: { method: 'GET', path: '/ice-servers', who: 'signedIn', phase: 7, summary: 'Relay credentials for checking the connection beforehand: for a doctor, or a patient in a queue', reply: IceServers, errors: ['NOT_FOUND'] },

  listAudit: { method: 'GET', path: '/doctor/audit', who: 'doctor', phase: 0, summary: 'Audit rows of your own schedules, newest first', query: z.strictObject({ scheduleId: Id.optional(), patientId: Id.optional(), callSessionId: Id.optional(), before: Id.optional(), limit: Limit.optional() }), reply: z.array(AuditLog), errors: ['NOT_FOUND', 'UNKNOWN_CURSOR'] },
  health: { method: 'GET', path: '/health', who: 'anyone', phase: 0, summary: 'Whether the server and its store answer', reply: z.object({ status: z.enum(['ok', 'unavailable']), store: z.enum(['ok', 'away', 'missing', 'damaged']), redis: z.enum(['ok', 'away']).optional(), uptimeSeconds: z.number(), version: z.string() }), tellsHealth: true, errors: [] },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes

type Out<S> = S extends z.ZodType ? z.output<S> : undefined
type In<S> = S extends z.ZodType ? z.input<S> : undefined
type Field<R, K extends string> = R extends { [P in K]: infer S } ? S : undefined

/** What a use case is given: parsed and checked. */
export type Input<N extends RouteName> = {
  params: Out<Field<Routes[N], 'params'>>
  query: Out<Field<Routes[N], 'query'>>
  body: Out<Field<Routes[N], 'body'>>
}

/** What a caller sends. */
export type RawInput<N extends RouteName> = {
  params: In<Field<Routes[N], 'params'>>
  query: In<Field<Routes[N], 'query'>>
  body: In<Field<Routes[N], 'body'>>
}

export type Reply<N extends RouteName> = z.output<Routes[N]['reply']>

/** Every error code that a route can answer, its own and those its row implies. */
export function refusalsOf(route: Route): readonly ErrorCode[] {
  const implied: ErrorCode[] = ['TOO_SLOW', 'HEADERS_TOO_LARGE', 'RATE_LIMITED', 'INTERNAL', 'STORE_AWAY', 'BUSY']
  if (route.who !== 'anyone') implied.push('UNAUTHENTICATED', 'OTHER_LOGIN')
  if (route.who === 'doctor' || route.who === 'patient') implied.push('WRONG_ROLE')
  if (route.who !== 'anyone' && route.who !== 'awaiting') implied.push('NOT_APPROVED')
  if (route.method !== 'GET') implied.push('MALFORMED', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'FOREIGN_ORIGIN')
  if (route.params ?? route.query ?? route.body) implied.push('INVALID')
  return [...new Set([...route.errors, ...implied])]
}
