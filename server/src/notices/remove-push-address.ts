import { person, type UseCase } from '../core/use-case.ts'
import type { PushServices } from './add-push-address.ts'

/** Lets a browser of the caller's receive nothing any more. A repeat changes nothing. */
export const makeRemovePushAddress =
  ({ hashAddress }: Pick<PushServices, 'hashAddress'>): UseCase<'removePushAddress'> =>
  async (ctx, { body }) => {
    await ctx.store.prune('push_addresses', { ownerId: person(ctx).userId, id: { in: [hashAddress(`push ${body.endpoint}`)] } }, 1)
    return { ok: true }
  }
