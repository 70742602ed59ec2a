import type { Config } from '../../process/config.ts'
import type { Store } from '../../store/store.ts'
import type { Channels } from '../channels.ts'
import { keptPushKeys } from './push-keys.ts'

/** What the operator has set up. */
export async function openChannels(
  { smtpUrl, sms, pushHosts }: Pick<Config, 'smtpUrl' | 'sms' | 'pushHosts'>,
  store: Store,
  now: () => Date,
): Promise<Channels> {
  const push = pushHosts === null ? null : (await keptPushKeys(store, now())).publicKey
  return { mail: smtpUrl !== null, sms: sms !== null, push }
}
