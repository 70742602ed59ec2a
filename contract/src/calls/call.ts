import { z } from '../zod.ts'
import { Id, Instant, NullableInstant, PeerId } from '../primitives.ts'
import { callStatuses } from './call-status.ts'

export const CallStatus = z.enum(callStatuses).meta({ id: 'CallStatus' })
export type CallStatus = z.infer<typeof CallStatus>

/** Why a call ended. BOTH_GONE and NEVER_ACTIVE are the two 120 s timeouts. */
export const EndReason = z.enum(['DOCTOR', 'PATIENT', 'RESET', 'PRACTICE_ENDED', 'BOTH_GONE', 'NEVER_ACTIVE']).meta({ id: 'EndReason' })
export type EndReason = z.infer<typeof EndReason>

export const Side = z.enum(['doctor', 'patient']).meta({ id: 'Side' })
export type Side = z.infer<typeof Side>

export const CallSession = z
  .object({
    id: Id,
    scheduleId: Id,
    doctorId: Id,
    patientId: Id,
    doctorName: z.string(),
    patientName: z.string(),
    status: CallStatus,
    createdAt: Instant,
    expiresAt: Instant,
    confirmedAt: NullableInstant,
    activatedAt: NullableInstant,
    endedAt: NullableInstant,
    endReason: EndReason.nullable(),
    doctorPeerId: PeerId.nullable(),
    patientPeerId: PeerId.nullable(),
  })
  .meta({ id: 'CallSession' })
export type CallSession = z.infer<typeof CallSession>

/** What one side has switched off in a call, from any of its pages, and whether another of its pages is in the call now. */
export const CallSwitches = z.strictObject({ microphone: z.boolean(), camera: z.boolean() }).meta({ id: 'CallSwitches' })
export const OwnSide = z.object({ ...CallSwitches.shape, elsewhere: z.boolean() }).meta({ id: 'OwnSide' })

export const CallStatusView = CallSession.pick({
  id: true,
  scheduleId: true,
  patientId: true,
  status: true,
  expiresAt: true,
  confirmedAt: true,
  endedAt: true,
  endReason: true,
  doctorPeerId: true,
}).meta({ id: 'CallStatusView' })
export type CallStatusView = z.infer<typeof CallStatusView>

export const Invitation = z
  .object({ callSessionId: Id, scheduleId: Id, doctorId: Id, doctorName: z.string(), expiresAt: Instant })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

/** A bearer token for this call's routes and socket, and nothing else. */
export const CallToken = z.object({ token: z.string(), expiresAt: Instant }).meta({ id: 'CallToken' })
export type CallToken = z.infer<typeof CallToken>

export const IceServers = z
  .object({
    iceServers: z.array(z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() })),
    iceTransportPolicy: z.enum(['all', 'relay']),
    expiresAt: Instant,
  })
  .meta({ id: 'IceServers' })
export type IceServers = z.infer<typeof IceServers>
