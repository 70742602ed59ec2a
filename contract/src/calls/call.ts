import { z } from 'zod'
import { Id, Instant, NullableInstant, PeerId } from '../primitives.ts'

export const CallStatus = z.enum(['INVITED', 'CONFIRMED', 'ACTIVE', 'ENDED', 'DECLINED', 'EXPIRED', 'CANCELLED']).meta({ id: 'CallStatus' })
export type CallStatus = z.infer<typeof CallStatus>

/** Why a call ended. BOTH_GONE and NEVER_ACTIVE are the two rules of 120 s. */
export const EndReason = z.enum(['DOCTOR', 'PATIENT', 'RESET', 'PRACTICE_ENDED', 'BOTH_GONE', 'NEVER_ACTIVE']).meta({ id: 'EndReason' })
export type EndReason = z.infer<typeof EndReason>

/** States, rights and effects. `entry` is what the step does to the patient's queue entry; `end` depends on whether the call was ever ACTIVE. */
// prettier-ignore
export const callMachine = {
  invite: { from: [null], to: 'INVITED', done: [], by: ['DOCTOR'], entry: 'invite', emits: 'call_invitation', audit: 'CALL_INVITED' },
  confirm: { from: ['INVITED'], to: 'CONFIRMED', done: ['CONFIRMED', 'ACTIVE'], by: ['PATIENT'], entry: 'enterCall', emits: 'call_confirmed', audit: 'CALL_CONFIRMED' },
  decline: { from: ['INVITED'], to: 'DECLINED', done: ['DECLINED'], by: ['PATIENT'], entry: 'waitAgain', emits: 'call_declined', audit: 'CALL_DECLINED' },
  cancel: { from: ['INVITED'], to: 'CANCELLED', done: ['CANCELLED'], by: ['DOCTOR', 'SYSTEM'], entry: 'keepReady', emits: 'call_cancelled', audit: 'CALL_CANCELLED' },
  expire: { from: ['INVITED'], to: 'EXPIRED', done: ['EXPIRED'], by: ['SYSTEM'], entry: 'waitAgain', emits: 'call_expired', audit: 'CALL_EXPIRED' },
  setPeerId: { from: ['CONFIRMED', 'ACTIVE'], to: null, done: [], by: ['DOCTOR', 'PATIENT'], entry: null, emits: 'peer_id_updated', audit: 'PEER_ID_SET' },
  activate: { from: ['CONFIRMED'], to: 'ACTIVE', done: ['ACTIVE'], by: ['DOCTOR', 'PATIENT'], entry: null, emits: 'call_activated', audit: 'CALL_ACTIVATED' },
  end: { from: ['CONFIRMED', 'ACTIVE'], to: 'ENDED', done: ['ENDED'], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], entry: 'leaveCall', emits: 'call_ended', audit: 'CALL_ENDED' },
} as const
export type CallAction = keyof typeof callMachine

/** Open calls keep a doctor and a patient busy; every other state is final. */
export const openStatuses: readonly CallStatus[] = ['INVITED', 'CONFIRMED', 'ACTIVE']
export const isOpen = (status: CallStatus): boolean => openStatuses.includes(status)

/** Confirmed and not ended: there is a room to be in. */
export const inRoomStatuses: readonly CallStatus[] = ['CONFIRMED', 'ACTIVE']
export const isInRoom = (status: CallStatus): boolean => inRoomStatuses.includes(status)

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

/** What a side has switched off in a call, whichever page of theirs it was; and whether another page of theirs is in it now. */
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

/** A bearer token that opens this call's routes and its socket, and nothing else. */
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
