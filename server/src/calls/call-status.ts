import { readOwnCall } from '../access.ts'
import type { UseCase } from '../use-case.ts'

/** How the doctor's invitation stands; an overdue one answers EXPIRED. */
export const callStatus: UseCase<'callStatus'> = async (ctx, { params }) => (await readOwnCall(ctx, params.id)).call
