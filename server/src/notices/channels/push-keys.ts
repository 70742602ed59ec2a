import webPush from 'web-push'
import { insert, type Store } from '../../store/store.ts'

const ID = 'push'

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** The installation's key pair for push messages (VAPID), made once for all its processes: browsers subscribe with it. */
export async function keptPushKeys(store: Store, now: Date): Promise<PushKeys> {
  const kept = await store.get('server_keys', ID)
  if (kept !== null) return kept
  await store.commit([insert('server_keys', { id: ID, ...webPush.generateVAPIDKeys(), createdAt: now.toISOString() })])
  // Another process may have been first.
  const made = await store.get('server_keys', ID)
  if (made === null) throw new Error('the key pair for push messages is not kept')
  return made
}
