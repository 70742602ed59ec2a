import { readOwnCall } from '../core/access.ts'
import type { UseCase } from '../core/use-case.ts'

/** The state of the doctor's invitation; an overdue one is EXPIRED. */
export const callStatus: UseCase<'callStatus'> = async (ctx, { params }) => (await readOwnCall(ctx, params.id)).call
