import type { Config } from '../../process/config.ts'
import type { Store } from '../../store/store.ts'
import type { Channels } from '../channels.ts'
import type { Senders } from '../outbox.ts'
import { makeMail } from './mail.ts'
import { makePushHosts, type PushHosts } from './push-host.ts'
import { keptPushKeys } from './push-keys.ts'
import { makePush } from './push.ts'
import { makeSms } from './sms.ts'

interface OpenedChannels {
  readonly channels: Channels
  readonly senders: Senders
  readonly pushHosts: PushHosts
}

interface ChannelOptions {
  readonly config: Pick<Config, 'publicOrigin' | 'smtpUrl' | 'mailFrom' | 'sms' | 'pushHosts'>
  readonly store: Store
  readonly now: () => Date
  readonly clinicPhone: (store: Store) => Promise<string | null>
}

/** What the operator has set up. Nothing else is ever contacted. */
export async function openChannels({ config, store, now, clinicPhone }: ChannelOptions): Promise<OpenedChannels> {
  const { publicOrigin, smtpUrl, mailFrom, sms } = config
  const pushHosts = makePushHosts(config.pushHosts ?? [])
  if (publicOrigin === null) return { channels: { mail: false, sms: false, push: null }, senders: {}, pushHosts }
  const keys = config.pushHosts === null ? null : await keptPushKeys(store, now())
  return {
    channels: { mail: smtpUrl !== null, sms: sms !== null, push: keys?.publicKey ?? null },
    senders: {
      ...(smtpUrl !== null && { MAIL: makeMail({ smtpUrl, from: mailFrom, host: new URL(publicOrigin).hostname }) }),
      ...(sms !== null && { SMS: makeSms({ ...sms, clinicPhone, store }) }),
      ...(keys !== null && { PUSH: makePush({ store, keys, hosts: pushHosts, subject: subjectOf(publicOrigin, mailFrom), now }) }),
    },
    pushHosts,
  }
}

/** Whom a push service may write to: it takes no address without TLS. */
const subjectOf = (publicOrigin: string, mailFrom: string): string =>
  publicOrigin.startsWith('https:') ? publicOrigin : `mailto:${/<(.+)>/.exec(mailFrom)?.[1] ?? mailFrom}`
