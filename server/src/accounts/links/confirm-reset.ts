import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import type { Ctx, RequestUseCase } from '../../core/use-case.ts'
import type { Row, UserRow } from '../../store/row-types.ts'
import { update, type Store } from '../../store/store.ts'
import type { AccountServices } from '../account-services.ts'
import { refuseWeak } from '../easy-password.ts'
import { endLogins } from '../end-logins.ts'
import { endLinks, TAKEABLE_LINKS, linkOf, usedUp } from './account-link.ts'

/** Sets a new password by a link, which is used up; all logins and a change of the address that is under way end. NOT_FOUND for any link that does not open. INVALID for a password that is easy to guess. */
export const makeConfirmReset =
  ({ hashPassword }: Pick<AccountServices, 'hashPassword'>): RequestUseCase<'confirmReset'> =>
  async (ctx, { body }, request) => {
    refuseWeak('password', body.password, (await opened(ctx, ctx.store, body.secret)).user)
    const passwordHash = await hashPassword(body.password, request.address)
    return transact(ctx, async (store) => {
      const { link, user } = await opened(ctx, store, body.secret)
      const changes = [
        usedUp(ctx, link),
        update('users', user, { passwordHash, passwordHashOf: 'FORM' }, 'resetPassword'),
        ...(await endLogins(ctx, store, user.id)),
        ...(await endLinks(ctx, store, user.id, TAKEABLE_LINKS, link.id)),
      ]
      return { changes, reply: { ok: true } }
    })
  }

/** A link that is still to be used, with its account. NOT_FOUND. */
async function opened(
  ctx: Ctx,
  store: Store,
  secret: string,
): Promise<{ link: Row<'account_links'>; user: UserRow & { readonly email: string } }> {
  const link = await linkOf(ctx, store, secret, ['RESET'])
  const user = link === null || link.usedAt !== null ? null : await store.get('users', link.userId)
  if (link === null || user === null || user.email === null || user.status === 'DISABLED') throw new Refusal('NOT_FOUND')
  return { link, user: user as UserRow & { readonly email: string } }
}
