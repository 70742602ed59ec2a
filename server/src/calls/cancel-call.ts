import type { UseCase } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** The doctor cancels an open invitation; the patient stays READY. A repeat is a no-op. WRONG_STATE. */
export const cancelCall: UseCase<'cancelCall'> = async (ctx, { params }) =>
  stepOwnCall(ctx, params.id, 'cancel', (_, now) => ({ endedAt: now }))
