import { SIGNAL_MAX_BYTES } from '@medconsult/contract'
import { person, Refusal, type UseCase } from '../core/use-case.ts'
import { signalOf } from './signal-of.ts'
import { stepOwnCall } from './step-own-call.ts'

/**
 * The patient accepts. A repeat returns the same call with its peer ids unchanged. An `offer` becomes the call's first
 * signal, to the doctor's peer id from start-call; it is dropped if either id is missing.
 * INVITATION_EXPIRED at or after `expiresAt`, WRONG_STATE, PAYLOAD_TOO_LARGE.
 */
export const confirmCall: UseCase<'confirmCall'> = async (ctx, { params, body }) => {
  const { patientPeerId = null, offer } = body
  if (offer !== undefined && Buffer.byteLength(JSON.stringify(offer)) > SIGNAL_MAX_BYTES) throw new Refusal('PAYLOAD_TOO_LARGE')
  return stepOwnCall(
    ctx,
    params.id,
    'confirm',
    (_, now) => ({ confirmedAt: now, patientPeerId }),
    ({ call }) =>
      offer === undefined || patientPeerId === null || call.doctorPeerId === null
        ? []
        : signalOf(ctx, call.id, null, {
            from: 'patient',
            peerId: patientPeerId,
            message: { type: 'OFFER', dst: call.doctorPeerId, payload: offer },
            senderId: person(ctx).userId,
          }),
  )
}
