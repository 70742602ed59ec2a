import type { CallSession } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

interface PeerIdInput {
  readonly params: { readonly id: string }
  readonly body: { readonly peerId: string }
}

/** Registers the caller's peer id, again after a reconnect. The same id is a no-op. WRONG_STATE. */
export const setPeerId = async (ctx: Ctx, { params, body: { peerId } }: PeerIdInput): Promise<CallSession> =>
  stepOwnCall(ctx, params.id, 'setPeerId', ({ call, side }) => {
    const field = side === 'doctor' ? 'doctorPeerId' : 'patientPeerId'
    return call[field] === peerId ? null : { [field]: peerId }
  })
