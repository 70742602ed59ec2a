import { faultAt, TELL_ME_DAYS, type Input, type NoticeChannel, type PushSubscription } from '@medconsult/contract'
import { clinicLanguages } from '../core/clinic-row.ts'
import { joinCodeOf } from '../core/join-code.ts'
import { hashOfSecret } from '../core/link-secret.ts'
import { phoneOf } from '../core/phone.ts'
import type { TakeStrangersNotice } from '../core/rate-limits.ts'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import type { RequestUseCase } from '../core/use-case.ts'
import { insert, type Store } from '../store/store.ts'
import { keepBrowser, refuseUnknown, type PushServices } from './add-push-address.ts'

interface TellMeServices extends PushServices {
  readonly linkSecret: (rowId: string) => string
  readonly readClinic: (store: Store) => Promise<{ readonly phone: string | null }>
  readonly takeStrangersNotice: TakeStrangersNotice
}

/** How many wishes may wait for one doctor's opening. */
const MOST = 500
const DAY_MS = 86_400_000

/**
 * Notes that somebody wants to be told once when a doctor's practice opens. Each wish is a row with a secret of its own, so
 * that an address that is noted is no news to who asks, and nobody can take back another's wish; the opening writes to each
 * address once. INVALID, RATE_LIMITED.
 */
export const makeTellMe =
  (services: TellMeServices): RequestUseCase<'tellMe'> =>
  async (ctx, { params, body }, request) => {
    const { phone } = await services.readClinic(ctx.store)
    const { channel, address, subscription } = addressOf(services, body, phone)
    const wait = await services.takeStrangersNotice(request.address)
    if (wait > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(wait) })
    const [link] = await ctx.store.find('join_codes', { code: joinCodeOf(params.joinCode) })
    const doctorId = link?.id ?? ''
    const id = ctx.newId()
    const secret = services.linkSecret(id)
    return transact(ctx, async (store) => {
      const isFull = (await store.count('tell_me', { doctorId })) >= MOST
      if (link === undefined || isFull || !isOffered(services, channel)) return { changes: [], reply: { secret } }
      const browserId = services.hashAddress(`tell ${doctorId} ${address}`)
      const wish = insert('tell_me', {
        id,
        doctorId,
        channel,
        address: subscription === null ? address : browserId,
        language: request.language(await clinicLanguages(store)),
        secretHash: hashOfSecret(secret),
        createdAt: ctx.now().toISOString(),
        expiresAt: new Date(ctx.now().getTime() + TELL_ME_DAYS * DAY_MS).toISOString(),
      })
      const browser = subscription === null ? [] : await keepBrowser(ctx, store, { id: browserId, ownerId: browserId, subscription })
      return { changes: [wish, ...browser], reply: { secret } }
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
