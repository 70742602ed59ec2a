import type { UseCase } from '../core/use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** The doctor takes an open invitation back; the patient stays READY. Again: nothing happens. WRONG_STATE. */
export const cancelCall: UseCase<'cancelCall'> = async (ctx, { params }) =>
  stepOwnCall(ctx, params.id, 'cancel', (_, now) => ({ endedAt: now }))
