import { step, userMachine, type Account, type UserAction, type UserStatus } from '@medconsult/contract'
import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import type { Ctx } from '../../core/use-case.ts'
import { update } from '../../store/store.ts'
import { endLogins } from '../end-logins.ts'
import { endLinks } from '../links/account-link.ts'
import { accountView } from '../user-view.ts'
import { accountOf } from './account-of.ts'

/** The operator disables an account: it cannot sign in, and its logins end. A repeat is a no-op. NOT_FOUND. */
export async function disableAccount(ctx: Ctx, email: string): Promise<Account> {
  return transact(ctx, async (store) => {
    const user = await accountOf(store, email)
    const action = user.role === 'DOCTOR' ? 'disableDoctor' : 'disablePatient'
    const result = step<UserStatus, UserAction>(userMachine, user.status, action, 'SYSTEM')
    if (!result.ok) throw new Refusal('WRONG_STATE')
    if (!result.changed) return { changes: [], reply: accountView(user) }
    const changes = [
      update('users', user, { status: result.status }, action),
      ...(await endLogins(ctx, store, user.id)),
      ...(await endLinks(ctx, store, user.id, ['RESET'])),
    ]
    return { changes, reply: accountView(user) }
  })
}

/** The operator enables a disabled account. A repeat is a no-op. NOT_FOUND, WRONG_STATE if it awaits approval. */
export async function enableAccount(ctx: Ctx, email: string): Promise<Account> {
  return transact(ctx, async (store) => {
    const user = await accountOf(store, email)
    const action = user.role === 'DOCTOR' ? 'enableDoctor' : 'enablePatient'
    const result = step<UserStatus, UserAction>(userMachine, user.status, action, 'SYSTEM')
    if (!result.ok) throw new Refusal('WRONG_STATE')
    return { changes: result.changed ? [update('users', user, { status: result.status }, action)] : [], reply: accountView(user) }
  })
}
