import { transact } from '../../core/transact.ts'
import { person, type RequestUseCase } from '../../core/use-case.ts'
import { update } from '../../store/store.ts'
import type { AccountServices } from '../account-services.ts'
import { refuseWeak } from '../easy-password.ts'
import { endLogins } from '../end-logins.ts'
import { endLinks, TAKEABLE_LINKS } from '../links/account-link.ts'
import { makeCheckPassword, ownAccount, wrongPassword } from './own-password.ts'

/** Changes the password, ends all other logins, links for a new one and a change of the address that is under way. INVALID, RATE_LIMITED, NOT_FOUND for a guest. */
export const makeChangePassword = (services: AccountServices): RequestUseCase<'changePassword'> => {
  const checkPassword = makeCheckPassword(services)
  return async (ctx, { body }, request) => {
    const checked = await checkPassword(ctx, body.current, 'current', request)
    refuseWeak('next', body.next, checked)
    const passwordHash = await services.hashPassword(body.next, request.address)
    return transact(ctx, async (store) => {
      const user = await ownAccount(ctx, store)
      if (user.passwordHash !== checked.passwordHash) throw wrongPassword('current')
      const changes = [
        update('users', user, { passwordHash, passwordHashOf: 'FORM' }, 'changePassword'),
        ...(await endLogins(ctx, store, user.id, person(ctx).loginId)),
        ...(await endLinks(ctx, store, user.id, TAKEABLE_LINKS)),
      ]
      return { changes, reply: { ok: true } }
    })
  }
}
