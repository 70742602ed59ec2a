import { emailOf, step, userMachine, type Account, type UserAction, type UserStatus } from '@medconsult/contract'
import { update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'
import { accountView } from './user-view.ts'

/** The operator approves a doctor. A repeat is a no-op. NOT_FOUND if no doctor has this e-mail address. */
export async function approveDoctor(ctx: Ctx, email: string): Promise<Account> {
  return transact(ctx, async (store) => {
    const [user] = await store.find('users', { email: emailOf(email) })
    if (user?.role !== 'DOCTOR') throw new Refusal('NOT_FOUND')
    const result = step<UserStatus, UserAction>(userMachine, user.status, 'approve', 'SYSTEM')
    if (!result.ok) throw new Refusal('WRONG_STATE')
    return { changes: result.changed ? [update('users', user, { status: result.status }, 'approve')] : [], reply: accountView(user) }
  })
}
