import type { UseCase } from '../core/use-case.ts'
import type { GuestServices } from './guest-services.ts'
import { changeOwnCode } from './join-codes.ts'

/** Replaces the doctor's practice link; the old one opens nothing from then on. */
export const makeRenewJoinCode =
  (services: Pick<GuestServices, 'newJoinCode'>): UseCase<'renewJoinCode'> =>
  async (ctx) =>
    changeOwnCode(ctx, services, 'renew', () => ({ code: services.newJoinCode(), createdAt: ctx.now().toISOString() }))
