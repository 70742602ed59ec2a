import { z } from '../zod.ts'
import { Id, PeerId } from '../primitives.ts'
import { Side } from './call.ts'

/** Levels of lists and objects in a message: what a session description or a candidate has, with room to spare. */
const DEPTH = 16

/** Whether a value from JSON has no more levels than `DEPTH`. Looks no deeper, so that its own stack is safe. */
const isShallow = (value: unknown, left = DEPTH): boolean =>
  typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every((it) => isShallow(it, left - 1)))

/** What a signal carries; the server does not read it. */
export const SignalPayload = z
  .unknown()
  .refine((payload) => isShallow(payload), 'A signal can have at most 16 levels.')
  .optional()

/** What the two ends tell each other through the server, which reads `type` and `dst` and no more. */
export const SignalMessage = z
  .strictObject({
    type: z.enum(['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE', 'RESTART']),
    dst: PeerId,
    src: PeerId.optional(),
    payload: SignalPayload,
  })
  .meta({ id: 'SignalMessage' })
export type SignalMessage = z.infer<typeof SignalMessage>

/** Bytes of one message as JSON. */
export const SIGNAL_MAX_BYTES = 64 * 1024
/** Messages a second, of one person in one call. */
export const SIGNALS_PER_SECOND = 50
/** A signal can be read for so many seconds. */
export const SIGNAL_KEPT_SECONDS = 60

/** `n` only rises with the call's signals, and has gaps; a receiver drops an `n` it has had. */
export const Signal = z.object({ n: z.int().min(1), from: Side, peerId: PeerId, message: SignalMessage }).meta({ id: 'Signal' })
export type Signal = z.infer<typeof Signal>

export const SignalEvent = Signal.extend({ callSessionId: Id })
export type SignalEvent = z.infer<typeof SignalEvent>
