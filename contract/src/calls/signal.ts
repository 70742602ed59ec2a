import { z } from '../zod.ts'
import { Id, PeerId } from '../primitives.ts'
import { Side } from './call.ts'

/** The maximum nesting of a message, well above what a session description or a candidate needs. */
const DEPTH = 16

/** Whether a JSON value is nested no deeper than `DEPTH`. Stops there, so that its own stack cannot overflow. */
const isShallow = (value: unknown, left = DEPTH): boolean =>
  typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every((it) => isShallow(it, left - 1)))

/** A signal's payload, opaque to the server. */
export const SignalPayload = z
  .unknown()
  .refine((payload) => isShallow(payload), 'A signal can have at most 16 levels.')
  .optional()

/** A message between the two ends of a call; the server reads only `type` and `dst`. */
export const SignalMessage = z
  .strictObject({
    type: z.enum(['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE', 'RESTART']),
    dst: PeerId,
    src: PeerId.optional(),
    payload: SignalPayload,
  })
  .meta({ id: 'SignalMessage' })
export type SignalMessage = z.infer<typeof SignalMessage>

/** Maximum size of one message as JSON, in bytes. */
export const SIGNAL_MAX_BYTES = 64 * 1024
/** Maximum messages per second, for one person in one call. */
export const SIGNALS_PER_SECOND = 50
/** How long a signal can be read, in seconds. */
export const SIGNAL_KEPT_SECONDS = 60

/** `n` increases within a call, with gaps; a receiver drops an `n` it has already received. */
export const Signal = z.object({ n: z.int().min(1), from: Side, peerId: PeerId, message: SignalMessage }).meta({ id: 'Signal' })
export type Signal = z.infer<typeof Signal>

export const SignalEvent = Signal.extend({ callSessionId: Id })
export type SignalEvent = z.infer<typeof SignalEvent>
