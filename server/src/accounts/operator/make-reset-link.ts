import { RESET_DAYS_BY_OPERATOR, type Account } from '@medconsult/contract'
import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import type { Ctx } from '../../core/use-case.ts'
import { newLink, type LinkServices } from '../links/account-link.ts'
import { accountView } from '../user-view.ts'
import { accountOf } from './account-of.ts'

const DAY_MS = 86_400_000

/** The operator makes a link for a new password, valid for days, to hand over in person. NOT_FOUND, WRONG_STATE if the account is disabled. */
export async function makeResetLink(ctx: Ctx, email: string, services: LinkServices): Promise<{ account: Account; secret: string }> {
  return transact(ctx, async (store) => {
    const user = await accountOf(store, email)
    if (user.status === 'DISABLED') throw new Refusal('WRONG_STATE')
    const link = newLink(ctx, services, { kind: 'RESET', userId: user.id, email: null, validMs: RESET_DAYS_BY_OPERATOR * DAY_MS })
    return { changes: [link], reply: { account: accountView(user), secret: services.linkSecret(link.after.id) } }
  })
}
