import type { UseCase } from '../use-case.ts'
import { stepOwnCall } from './step-own-call.ts'

/** The patient accepts. Again: the same call, its peer ids untouched. INVITATION_EXPIRED at or after `expiresAt`, WRONG_STATE. */
export const confirmCall: UseCase<'confirmCall'> = async (ctx, { params, body }) =>
  stepOwnCall(ctx, params.id, 'confirm', (_, now) => ({ confirmedAt: now, patientPeerId: body.patientPeerId ?? null }))
