import { faultAt, TELL_ME_DAYS, type Input, type NoticeChannel, type PushSubscription } from '@medconsult/contract'
import { clinicLanguages } from '../core/clinic-row.ts'
import { joinCodeOf } from '../core/join-code.ts'
import { hashOfSecret } from '../core/link-secret.ts'
import { phoneOf } from '../core/phone.ts'
import type { TakeStrangersNotice } from '../core/rate-limits.ts'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import type { RequestUseCase } from '../core/use-case.ts'
import { insert, update, type Store } from '../store/store.ts'
import { keepBrowser, refuseUnknown, type PushServices } from './add-push-address.ts'

interface TellMeServices extends PushServices {
  readonly linkSecret: (rowId: string) => string
  readonly readClinic: (store: Store) => Promise<{ readonly phone: string | null }>
  readonly takeStrangersNotice: TakeStrangersNotice
}

/** How many may wait for one doctor's opening. */
const MOST = 500
const DAY_MS = 86_400_000

/**
 * Notes that somebody wants to be told once when a doctor's practice opens. The reply is the same whether there is such a
 * practice, such an address or such a wish already. INVALID, RATE_LIMITED.
 */
export const makeTellMe =
  (services: TellMeServices): RequestUseCase<'tellMe'> =>
  async (ctx, { params, body }, request) => {
    const { phone } = await services.readClinic(ctx.store)
    const { channel, address, subscription } = addressOf(services, body, phone)
    const wait = services.takeStrangersNotice(request.address)
    if (wait > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(wait) })
    const [link] = await ctx.store.find('join_codes', { code: joinCodeOf(params.joinCode) })
    const doctorId = link?.id ?? ''
    const id = services.hashAddress(`tell ${doctorId} ${channel} ${address}`)
    const secret = services.linkSecret(id)
    return transact(ctx, async (store) => {
      const kept = await store.get('tell_me', id)
      const isNoted = kept !== null && kept.address !== null && kept.expiresAt > ctx.now().toISOString()
      const isFull = (await store.count('tell_me', { doctorId })) >= MOST
      if (link === undefined || isNoted || isFull || !isOffered(services, channel)) return { changes: [], reply: { secret } }
      const wish = {
        doctorId,
        channel,
        address: subscription === null ? address : id,
        language: request.language(await clinicLanguages(store)),
        secretHash: hashOfSecret(secret),
        createdAt: ctx.now().toISOString(),
        expiresAt: new Date(ctx.now().getTime() + TELL_ME_DAYS * DAY_MS).toISOString(),
      }
      const browser = subscription === null ? [] : await keepBrowser(ctx, store, { id, ownerId: id, subscription })
      const noted = kept === null ? insert('tell_me', { id, ...wish }) : update('tell_me', kept, wish)
      return { changes: [noted, ...browser], reply: { secret } }
    })
  }

const isOffered = ({ channels }: TellMeServices, channel: NoticeChannel): boolean =>
  channel === 'MAIL' ? channels.mail : channel === 'SMS' ? channels.sms : channels.push !== null

interface Asked {
  readonly channel: NoticeChannel
  readonly address: string
  readonly subscription: PushSubscription | null
}

function addressOf(services: TellMeServices, { email, phone, push }: Input<'tellMe'>['body'], clinicPhone: string | null): Asked {
  if (push !== undefined) {
    refuseUnknown(services, push, 'push')
    return { channel: 'PUSH', address: push.endpoint, subscription: push }
  }
  if (email !== undefined) return { channel: 'MAIL', address: email, subscription: null }
  const number = phoneOf(phone ?? '', clinicPhone)
  if (number === null) throw new Refusal('INVALID', { errors: [faultAt('phone', 'PHONE_INVALID')] })
  return { channel: 'SMS', address: number, subscription: null }
}
