import { faultAt } from '@medconsult/contract'
import { Refusal } from '../../core/refusal.ts'
import { person, type Ctx, type RequestFacts } from '../../core/use-case.ts'
import type { UserRow } from '../../store/row-types.ts'
import type { AccountServices } from '../account-services.ts'
import { knownPlace } from '../known-places.ts'
import { storedForm } from '../stored-form.ts'

/** An account with its address and its hash: a guest has neither. */
export type Account = UserRow & { readonly email: string; readonly passwordHash: string }

/** The person’s own account, else NOT_FOUND. UNAUTHENTICATED if it has been disabled since the request was let in. */
export async function ownAccount(ctx: Ctx, store = ctx.store): Promise<Account> {
  const user = await store.get('users', person(ctx).userId)
  if (user === null || user.email === null || user.passwordHash === null) throw new Refusal('NOT_FOUND')
  if (user.status === 'DISABLED') throw new Refusal('UNAUTHENTICATED')
  return user as Account
}

/** What the field of this name is refused with when it is not the person’s password. */
export const wrongPassword = (field: string): Refusal => new Refusal('INVALID', { errors: [faultAt(field, 'PASSWORD_WRONG')] })

/**
 * The person’s own account if this is its password; guesses are limited like those at sign-in. INVALID in the field of this
 * name, RATE_LIMITED, NOT_FOUND for a guest.
 */
export const makeCheckPassword =
  ({ trySignIn, verifyPassword, hashPlace }: Pick<AccountServices, 'trySignIn' | 'verifyPassword' | 'hashPlace'>) =>
  async (ctx: Ctx, typed: string, field: string, request: RequestFacts): Promise<Account> => {
    const account = await ownAccount(ctx)
    const { email } = account
    const { address, browser } = request
    const right = await trySignIn(
      { email, address, browser },
      () => knownPlace(ctx, { email, request, hashPlace }),
      () => verifyPassword(storedForm(account, typed), account.passwordHash, address),
    )
    if (!right) throw wrongPassword(field)
    return account
  }
