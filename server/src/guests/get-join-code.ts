import type { UseCase } from '../core/use-case.ts'
import type { GuestServices } from './guest-services.ts'
import { changeOwnCode } from './join-codes.ts'

/** The doctor's practice link, made when it is first read. */
export const makeGetJoinCode =
  (services: Pick<GuestServices, 'newJoinCode'>): UseCase<'getJoinCode'> =>
  async (ctx) =>
    changeOwnCode(ctx, services, null, () => ({}))
