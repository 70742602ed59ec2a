import type { UseCase } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** The patient chooses “Not now” and is WAITING again. A repeat is a no-op. WRONG_STATE. */
export const declineCall: UseCase<'declineCall'> = async (ctx, { params }) =>
  stepOwnCall(ctx, params.id, 'decline', (_, now) => ({ endedAt: now }))
