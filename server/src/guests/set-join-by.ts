import type { UseCase } from '../core/use-case.ts'
import type { GuestServices } from './guest-services.ts'
import { changeOwnCode } from './join-codes.ts'

/** Sets who may use the doctor's practice link. A repeat is a no-op. */
export const makeSetJoinBy =
  (services: Pick<GuestServices, 'newJoinCode'>): UseCase<'setJoinBy'> =>
  async (ctx, { body }) =>
    changeOwnCode(ctx, services, 'setJoinBy', () => ({ joinBy: body.joinBy }))
