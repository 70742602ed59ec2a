import type { UseCase } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** The patient says “not now” and waits again. Again: nothing happens. WRONG_STATE. */
export const declineCall: UseCase<'declineCall'> = async (ctx, { params }) =>
  stepOwnCall(ctx, params.id, 'decline', (_, now) => ({ endedAt: now }))
