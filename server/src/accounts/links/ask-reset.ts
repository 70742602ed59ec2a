import { emailOf } from '@medconsult/contract'
import { clinicLanguages } from '../../core/clinic-row.ts'
import type { TakeStrangersNotice } from '../../core/rate-limits.ts'
import { transact } from '../../core/transact.ts'
import type { RequestUseCase } from '../../core/use-case.ts'
import type { Channels } from '../../notices/channels.ts'
import { mailedLink, type LinkServices } from './account-link.ts'

interface AskResetServices extends LinkServices {
  readonly channels: Channels
  readonly takeStrangersNotice: TakeStrangersNotice
}

/** An account gets at most so many mails while their links are valid, whoever asks. */
const LINKS_AT_ONCE = 3

/**
 * Sends a link for a new password, if there is an account that has this address. The reply and what is read and committed
 * before it are the same if there is none: then the link is nobody’s and is sent to nobody;
 * and if the address of the client has caused its five notices of the hour: then nothing is sent.
 */
export const makeAskReset =
  (services: AskResetServices): RequestUseCase<'askReset'> =>
  async (ctx, { body }, request) => {
    if ((await services.takeStrangersNotice(request.address)) > 0 || !services.channels.mail) return { ok: true }
    return transact(ctx, async (store) => {
      const [user] = await store.find('users', { email: emailOf(body.email) })
      const known = user !== undefined && (user.status === 'ACTIVE' || user.status === 'AWAITING_APPROVAL') ? user : null
      const userId = known?.id ?? ctx.newId()
      const sent = await store.find('account_links', { userId, kind: 'RESET' })
      const open = sent.filter(({ usedAt, expiresAt }) => usedAt === null && expiresAt > ctx.now().toISOString())
      const inBrowser = request.language(await clinicLanguages(store))
      const goesOut = known !== null && known.email !== null && open.length < LINKS_AT_ONCE
      const [link, notice] = mailedLink(ctx, services, {
        kind: 'RESET',
        userId: goesOut ? userId : ctx.newId(),
        email: null,
        to: known?.email ?? body.email,
        language: known?.language ?? inBrowser,
      })
      return { changes: goesOut ? [link!, notice!] : [link!], reply: { ok: true } }
    })
  }
