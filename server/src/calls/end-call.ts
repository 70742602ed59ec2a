import type { CallSession } from '@medconsult/contract'
import { person, type Ctx } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** Either participant ends the call. A repeat is a no-op. WRONG_STATE while INVITED: cancel or decline instead. */
export const endCall = async (ctx: Ctx, { params }: { params: { id: string } }): Promise<CallSession> =>
  stepOwnCall(ctx, params.id, 'end', (_, now) => ({ endedAt: now, endReason: person(ctx).role }))
