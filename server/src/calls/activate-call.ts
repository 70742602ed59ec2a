import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** The other side's picture or sound has arrived. A repeat is a no-op. WRONG_STATE, PEER_ID_MISSING. */
export const activateCall: UseCase<'activateCall'> = async (ctx, { params }) =>
  stepOwnCall(ctx, params.id, 'activate', ({ call }, now) => {
    if (call.doctorPeerId === null || call.patientPeerId === null) throw new Refusal('PEER_ID_MISSING')
    return { activatedAt: now }
  })
