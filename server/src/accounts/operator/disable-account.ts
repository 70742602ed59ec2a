import { step, userMachine, type Account, type UserAction, type UserStatus } from '@medconsult/contract'
import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import type { Ctx } from '../../core/use-case.ts'
import type { UserRow } from '../../store/row-types.ts'
import { update } from '../../store/store.ts'
import { endLogins } from '../end-logins.ts'
import { endLinks, TAKEABLE_LINKS } from '../links/account-link.ts'
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
      update('users', user, { status: result.status, disabledAs: user.status === 'AWAITING_APPROVAL' ? user.status : 'ACTIVE' }, action),
      ...(await endLogins(ctx, store, user.id)),
      ...(await endLinks(ctx, store, user.id, TAKEABLE_LINKS)),
    ]
    return { changes, reply: accountView(user) }
  })
}

/** The operator enables a disabled account; a doctor who had not been approved awaits approval again. A repeat is a no-op. NOT_FOUND. */
export async function enableAccount(ctx: Ctx, email: string): Promise<Enabled> {
  return transact(ctx, async (store) => {
    const user = await accountOf(store, email)
    const action = enablingOf(user)
    const result = step<UserStatus, UserAction>(userMachine, user.status, action, 'SYSTEM')
    if (!result.ok) throw new Refusal('WRONG_STATE')
    const changes = result.changed ? [update('users', user, { status: result.status, disabledAs: null }, action)] : []
    return { changes, reply: { account: accountView(user), awaitsApproval: result.status === 'AWAITING_APPROVAL' } }
  })
}

export interface Enabled {
  readonly account: Account
  readonly awaitsApproval: boolean
}

function enablingOf({ role, status, disabledAs }: UserRow): UserAction {
  if (role === 'PATIENT') return 'enablePatient'
  return (disabledAs ?? status) === 'AWAITING_APPROVAL' ? 'enableAwaitingDoctor' : 'enableDoctor'
}
