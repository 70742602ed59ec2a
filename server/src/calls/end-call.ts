import type { CallSession } from '@medconsult/contract'
import { person, type Ctx } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** Either participant ends the call. Again: nothing happens. WRONG_STATE while only invited: cancel or decline instead. */
export const endCall = async (ctx: Ctx, { params }: { params: { id: string } }): Promise<CallSession> =>
  stepOwnCall(ctx, params.id, 'end', (_, now) => ({ endedAt: now, endReason: person(ctx).role }))
