import type { Account } from '@medconsult/contract'
import { transact } from '../../core/transact.ts'
import type { Ctx } from '../../core/use-case.ts'
import { update } from '../../store/store.ts'
import { endLogins } from '../end-logins.ts'
import { accountView } from '../user-view.ts'
import { accountOf } from './account-of.ts'

/** The operator ends all logins of an account; says how many. NOT_FOUND. */
export async function revokeLogins(ctx: Ctx, email: string): Promise<{ account: Account; ended: number }> {
  return transact(ctx, async (store) => {
    const user = await accountOf(store, email)
    const ended = await endLogins(ctx, store, user.id)
    return {
      changes: ended.length === 0 ? [] : [update('users', user, {}), ...ended],
      reply: { account: accountView(user), ended: ended.length },
    }
  })
}
