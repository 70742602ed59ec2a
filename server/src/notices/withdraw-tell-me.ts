import { hashOfSecret } from '../core/link-secret.ts'
import { transact } from '../core/transact.ts'
import type { UseCase } from '../core/use-case.ts'
import { update } from '../store/store.ts'

/** Takes back one wish to be told; another's wish for the same address stays. An unknown secret is answered alike. */
export const withdrawTellMe: UseCase<'withdrawTellMe'> = async (ctx, { body }) => {
  const browserId = await transact(ctx, async (store) => {
    const [wish] = await store.find('tell_me', { secretHash: hashOfSecret(body.secret) })
    const now = ctx.now().toISOString()
    if (wish === undefined || wish.expiresAt <= now) return { changes: [], reply: null }
    const withdrawn = update('tell_me', wish, { address: null, expiresAt: now })
    const wishes = await store.find('tell_me', { doctorId: wish.doctorId })
    const isLast = !wishes.some(({ id, address }) => id !== wish.id && address === wish.address)
    return { changes: [withdrawn], reply: wish.channel === 'PUSH' && isLast ? wish.address : null }
  })
  if (browserId !== null) await ctx.store.prune('push_addresses', { ownerId: browserId }, 1)
  return { ok: true }
}
