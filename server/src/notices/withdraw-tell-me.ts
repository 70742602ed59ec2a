import { hashOfSecret } from '../core/link-secret.ts'
import { transact } from '../core/transact.ts'
import type { UseCase } from '../core/use-case.ts'
import { update } from '../store/store.ts'

/** Takes back the wish to be told. An unknown secret is answered alike. */
export const withdrawTellMe: UseCase<'withdrawTellMe'> = async (ctx, { body }) => {
  const ownerId = await transact(ctx, async (store) => {
    const [wish] = await store.find('tell_me', { secretHash: hashOfSecret(body.secret) })
    const now = ctx.now().toISOString()
    if (wish === undefined || wish.expiresAt <= now) return { changes: [], reply: null }
    return { changes: [update('tell_me', wish, { address: null, expiresAt: now })], reply: wish.id }
  })
  if (ownerId !== null) await ctx.store.prune('push_addresses', { ownerId }, 1)
  return { ok: true }
}
