import { isInRoom, SIGNAL_MAX_BYTES } from '@medconsult/contract'
import { ownCall } from '../core/access.ts'
import { person, Refusal, transactInTurn, type UseCase } from '../core/use-case.ts'
import type { TakeSignal } from '../core/rate-limits.ts'
import { signalOf } from './signal-of.ts'

/**
 * Sends a message to the other end of a CONFIRMED or ACTIVE call, with the call's next `n`; the server sets the sender.
 * WRONG_STATE also unless the sender has a registered peer id and `dst` is the other side's: read the call again.
 * PAYLOAD_TOO_LARGE, RATE_LIMITED.
 */
export const makeSendSignal =
  (takeSignal: TakeSignal): UseCase<'sendSignal'> =>
  async (ctx, { params, body }) => {
    const { userId } = person(ctx)
    await ownCall(ctx, ctx.store, params.id)
    const bytes = Buffer.byteLength(JSON.stringify(body.message))
    const wait = await takeSignal(userId, params.id, bytes)
    if (wait > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(wait) })
    if (bytes > SIGNAL_MAX_BYTES) throw new Refusal('PAYLOAD_TOO_LARGE')
    return transactInTurn(ctx, `signals of ${params.id}`, async (store) => {
      const { call, side } = await ownCall(ctx, store, params.id)
      const [peerId, other] = side === 'doctor' ? [call.doctorPeerId, call.patientPeerId] : [call.patientPeerId, call.doctorPeerId]
      if (!isInRoom(call.status) || peerId === null || body.message.dst !== other) throw new Refusal('WRONG_STATE')

      const counter = await store.get('signal_counters', call.id)
      const changes = signalOf(ctx, call.id, counter, { from: side, peerId, message: body.message, senderId: userId })
      return { changes, reply: { created: true, reply: { n: changes[1].after.n } } }
    })
  }
