import { SIGNAL_MAX_BYTES } from '@medconsult/contract'
import type { AnnounceSignal } from '../core/announce.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx, type UseCase } from '../core/use-case.ts'
import type { CallSessionRow } from '../store/row-types.ts'
import { StoreAway } from '../store/store.ts'
import { keepSignal, signalInboxes } from './signals/keep-signal.ts'
import { stepOwnCall } from './step-own-call.ts'

/**
 * The patient accepts. A repeat returns the same call with its peer ids unchanged. An `offer` becomes the call's first
 * signal, to the doctor's peer id from start-call, on a repeat only if the call has none yet; it is dropped if either id
 * is missing. INVITATION_EXPIRED at or after `expiresAt`, WRONG_STATE, PAYLOAD_TOO_LARGE.
 */
export const makeConfirmCall =
  (announceSignal: AnnounceSignal): UseCase<'confirmCall'> =>
  async (ctx, { params, body }) => {
    const { patientPeerId = null, offer } = body
    const bytes = offer === undefined ? 0 : Buffer.byteLength(JSON.stringify(offer))
    if (bytes > SIGNAL_MAX_BYTES) throw new Refusal('PAYLOAD_TOO_LARGE')

    async function keepOffer({ id, status, doctorPeerId, patientPeerId: peerId }: CallSessionRow, isRepeat: boolean): Promise<void> {
      if (offer === undefined || doctorPeerId === null || peerId === null || peerId !== patientPeerId) return
      if (isRepeat && (status !== 'CONFIRMED' || (await hasSignals(ctx, id)))) return
      const message = { type: 'OFFER', dst: doctorPeerId, payload: offer } as const
      await keepSignal(ctx, announceSignal, { callSessionId: id, from: 'patient', peerId, message, bytes, senderId: person(ctx).userId })
    }
    return stepOwnCall(
      ctx,
      params.id,
      'confirm',
      (_, now) => ({ confirmedAt: now, patientPeerId }),
      (call, isRepeat) => keepOffer(call, isRepeat).catch(lost),
    )
  }

const hasSignals = async ({ store, now }: Ctx, callSessionId: string): Promise<boolean> =>
  (await store.ephemeral.find('signals', signalInboxes(callSessionId), now())).length > 0

/** The pages make a lost offer again; the confirmation is announced all the same. */
function lost(error: unknown): void {
  if (!(error instanceof StoreAway)) throw error
}
