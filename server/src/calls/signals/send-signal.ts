import { isInRoom, SIGNAL_MAX_BYTES } from '@medconsult/contract'
import { ownCall } from '../../core/access.ts'
import type { AnnounceSignal } from '../../core/announce.ts'
import type { TakeSignal } from '../../core/rate-limits.ts'
import { Refusal } from '../../core/refusal.ts'
import { person, type UseCase } from '../../core/use-case.ts'
import { keepSignal } from './keep-signal.ts'

/**
 * Sends a message to the other end of a CONFIRMED or ACTIVE call, with the call's next `n`; the server sets the sender.
 * WRONG_STATE also unless the sender has a registered peer id and `dst` is the other side's: read the call again.
 * PAYLOAD_TOO_LARGE, RATE_LIMITED.
 */
export const makeSendSignal =
  ({ takeSignal, announceSignal }: { readonly takeSignal: TakeSignal; readonly announceSignal: AnnounceSignal }): UseCase<'sendSignal'> =>
  async (ctx, { params, body: { message } }) => {
    const { userId: senderId } = person(ctx)
    await ownCall(ctx, ctx.store, params.id)
    const bytes = Buffer.byteLength(JSON.stringify(message))
    const wait = await takeSignal(senderId, params.id, bytes)
    if (wait > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(wait) })
    if (bytes > SIGNAL_MAX_BYTES) throw new Refusal('PAYLOAD_TOO_LARGE')
    // One at a time, so that they are announced in the order of their numbers.
    return ctx.transactions.keyedMutex(`signals of ${params.id}`, senderId, async () => {
      const { call, side } = await ownCall(ctx, ctx.store, params.id)
      const [peerId, other] = side === 'doctor' ? [call.doctorPeerId, call.patientPeerId] : [call.patientPeerId, call.doctorPeerId]
      if (!isInRoom(call.status) || peerId === null || message.dst !== other) throw new Refusal('WRONG_STATE')
      const n = await keepSignal(ctx, announceSignal, { callSessionId: call.id, from: side, peerId, message, bytes, senderId })
      return { created: true, reply: { n } }
    })
  }
