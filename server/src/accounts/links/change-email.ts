import { clinicLanguages } from '../../core/clinic-row.ts'
import type { RequestUseCase } from '../../core/use-case.ts'
import { Refusal } from '../../core/refusal.ts'
import { refuseAfter } from '../../core/refuse-after.ts'
import type { TakeStrangersNotice } from '../../core/rate-limits.ts'
import { transact } from '../../core/transact.ts'
import { update } from '../../store/store.ts'
import type { Channels } from '../../notices/channels.ts'
import type { AccountServices } from '../account-services.ts'
import { makeCheckPassword, ownAccount, wrongPassword } from '../own/own-password.ts'
import { endLinks, mailedLink, type LinkServices } from './account-link.ts'

/**
 * Sends a link to the new address, which counts once the link is used; or to the own one, to confirm it. Nothing is sent to
 * an address that somebody else has, and the reply does not say so. NO_MAIL, INVALID, RATE_LIMITED, NOT_FOUND for a guest.
 */
export const makeChangeEmail = (
  services: AccountServices & LinkServices & { readonly channels: Channels; readonly takeStrangersNotice: TakeStrangersNotice },
): RequestUseCase<'changeEmail'> => {
  const checkPassword = makeCheckPassword(services)
  return async (ctx, { body }, request) => {
    if (!services.channels.mail) throw new Refusal('NO_MAIL')
    const checked = await checkPassword(ctx, body.password, 'password', request)
    refuseAfter(await services.takeStrangersNotice(request.address))
    return transact(ctx, async (store) => {
      const user = await ownAccount(ctx, store)
      if (user.passwordHash !== checked.passwordHash) throw wrongPassword('password')
      const [taken] = await store.find('users', { email: body.email })
      const isOwn = taken?.id === user.id
      // A change although nothing is new: who sets another password at the same moment has to end this link, too.
      const ended = [update('users', user, {}), ...(await endLinks(ctx, store, user.id, ['EMAIL', 'CONFIRM']))]
      if (taken !== undefined && !isOwn) return { changes: ended, reply: { ok: true } }
      const sent = mailedLink(ctx, services, {
        kind: isOwn ? 'CONFIRM' : 'EMAIL',
        userId: user.id,
        email: body.email,
        to: body.email,
        language: user.language ?? request.language(await clinicLanguages(store)),
      })
      return { changes: [...ended, ...sent], reply: { ok: true } }
    })
  }
}
