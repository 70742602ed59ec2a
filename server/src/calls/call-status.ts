import { readOwnCall } from '../core/access.ts'
import type { UseCase } from '../core/use-case.ts'

/** How the doctor's invitation stands; an overdue one answers EXPIRED. */
export const callStatus: UseCase<'callStatus'> = async (ctx, { params }) => (await readOwnCall(ctx, params.id)).call
