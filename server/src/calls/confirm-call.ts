import { SIGNAL_MAX_BYTES } from '@medconsult/contract'
import { person, Refusal, type UseCase } from '../core/use-case.ts'
import { signalOf } from './signal-of.ts'
import { stepOwnCall } from './step-own-call.ts'

/**
 * The patient accepts. Again: the same call, its peer ids untouched. An `offer` is the call's first signal, to the
 * doctor's peer id that came with start-call; where either id is missing there is nobody to make it, and it is dropped.
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
