import { faultAt, type PushSubscription } from '@medconsult/contract'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import { person, type Ctx, type UseCase } from '../core/use-case.ts'
import { insert, update, type Change, type Store } from '../store/store.ts'
import type { Channels } from './channels.ts'
import { MOST_BROWSERS } from './channels/push.ts'
import type { PushHosts } from './channels/push-host.ts'

export interface PushServices {
  readonly channels: Channels
  readonly pushHosts: PushHosts
  readonly hashAddress: (text: string) => string
}

/** Lets a browser receive push messages for the caller, and for nobody else any more. INVALID if the operator has not named its service. */
export const makeAddPushAddress =
  (services: PushServices): UseCase<'addPushAddress'> =>
  async (ctx, { body }) => {
    refuseUnknown(services, body, 'endpoint')
    const ownerId = person(ctx).userId
    await transact(ctx, async (store) => ({
      changes: await keepBrowser(ctx, store, { id: services.hashAddress(`push ${body.endpoint}`), ownerId, subscription: body }),
      reply: undefined,
    }))
    await forgetOldest(ctx.store, ownerId)
    return { ok: true }
  }

/** Nothing is contacted but what the operator has named. */
export function refuseUnknown({ channels, pushHosts }: PushServices, { endpoint }: PushSubscription, path: string): void {
  if (channels.push === null || !pushHosts.allows(endpoint))
    throw new Refusal('INVALID', { errors: [faultAt(path, 'PUSH_SERVICE_UNKNOWN')] })
}

interface Browser {
  readonly id: string
  readonly ownerId: string
  readonly subscription: PushSubscription
}

/** The changes that make a browser its owner's; none if it is. */
export async function keepBrowser(ctx: Ctx, store: Store, { id, ownerId, subscription: { endpoint, keys } }: Browser): Promise<Change[]> {
  const kept = await store.get('push_addresses', id)
  const row = { ownerId, endpoint, ...keys }
  if (kept === null) return [insert('push_addresses', { id, ...row, createdAt: ctx.now().toISOString() })]
  const isSame = kept.ownerId === ownerId && kept.p256dh === keys.p256dh && kept.auth === keys.auth
  return isSame ? [] : [update('push_addresses', kept, row)]
}

async function forgetOldest(store: Store, ownerId: string): Promise<void> {
  const all = await store.find('push_addresses', { ownerId })
  const oldest = all.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(MOST_BROWSERS)
  if (oldest.length > 0) await store.prune('push_addresses', { ownerId, id: { in: oldest.map(({ id }) => id) } }, oldest.length)
}
