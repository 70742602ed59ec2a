import { readOwnCall } from '../core/access.ts'
import type { UseCase } from '../core/use-case.ts'

/** The call session, for its two participants; an overdue invitation is EXPIRED. */
export const getCall: UseCase<'getCall'> = async (ctx, { params }) => (await readOwnCall(ctx, params.id)).call
