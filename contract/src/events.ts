import { z } from './zod.ts'
import { CallStatus, EndReason, Invitation, Side } from './calls/call.ts'
import type { ErrorCode } from './errors.ts'
import { Id, NullableInstant, PeerId } from './primitives.ts'
import { ScheduleStatus } from './waiting/schedule.ts'
import { SignalEvent, SignalMessage } from './calls/signal.ts'

/** All rooms, by name. Joining one always requires a right to it. */
export const rooms = {
  user: (userId: string) => `user_${userId}`,
  /** Every socket of a person, including those opened with a call token: their own signals are not sent back to them. */
  socketsOf: (userId: string) => `sockets_${userId}`,
  login: (loginId: string) => `login_${loginId}`,
  role: (role: 'DOCTOR' | 'PATIENT') => `role_${role}`,
  schedule: (scheduleId: string) => `schedule_${scheduleId}`,
  scheduleDoctor: (scheduleId: string) => `schedule_${scheduleId}_doctor`,
  call: (callSessionId: string) => `call_${callSessionId}`,
  /** Every socket of an account, except those whose page has said that it shows no list of schedules. */
  browsing: 'browsing',
} as const

const CallEvent = z.object({ callSessionId: Id, scheduleId: Id, status: CallStatus })
const ScheduleHint = z.object({ scheduleId: Id })

/** Server to client. Hints: ids, states and what the receiver may see anyway; the truth is read from REST. */
export const serverEvents = {
  schedule_status_changed: z.object({ scheduleId: Id, status: ScheduleStatus }),
  queue_updated: z.object({ scheduleId: Id, totalInQueue: z.int(), rev: z.int() }),
  call_invitation: Invitation,
  call_confirmed: CallEvent.extend({ doctorPeerId: PeerId.nullable(), patientPeerId: PeerId.nullable() }),
  call_declined: CallEvent,
  call_expired: CallEvent,
  call_cancelled: CallEvent,
  call_activated: CallEvent,
  call_ended: CallEvent.extend({ endReason: EndReason.nullable() }),
  peer_id_updated: z.object({ callSessionId: Id, role: Side, peerId: PeerId }),
  signal: SignalEvent,
  session_closed: z.object({ reason: z.enum(['revoked', 'moved', 'too_many', 'ended']) }),
  status_reset: ScheduleHint,
  ready_reminder: ScheduleHint,
  presence_changed: z.union([
    z.object({ callSessionId: Id, role: Side, present: z.boolean() }),
    z.object({ scheduleId: Id, entryId: Id, online: z.boolean(), awaySince: NullableInstant }),
  ]),
  delivery_changed: z.object({ whole: z.boolean() }),
} as const satisfies Record<string, z.ZodType>
export type ServerEvent = keyof typeof serverEvents
export type ServerPayload<E extends ServerEvent> = z.infer<(typeof serverEvents)[E]>

/** Client to server, each answered by an `Ack`. */
export const clientEvents = {
  join_schedule: z.strictObject({ scheduleId: Id }),
  leave_schedule: z.strictObject({ scheduleId: Id }),
  join_call: z.strictObject({ callSessionId: Id }),
  leave_call: z.strictObject({ callSessionId: Id }),
  leave_browsing: z.strictObject({}).optional(),
  join_browsing: z.strictObject({}).optional(),
  signal: z.strictObject({ callSessionId: Id, message: SignalMessage }),
} as const satisfies Record<string, z.ZodType>
export type ClientEvent = keyof typeof clientEvents
export type ClientPayload<E extends ClientEvent> = z.infer<(typeof clientEvents)[E]>

export type Ack = { ok: true } | { ok: false; code: ErrorCode }

/** Socket.IO's listener maps, derived from the tables. */
export type ServerToClient = { [E in ServerEvent]: (payload: ServerPayload<E>) => void }
export type ClientToServer = { [E in ClientEvent]: (payload: ClientPayload<E>, ack: (answer: Ack) => void) => void }
