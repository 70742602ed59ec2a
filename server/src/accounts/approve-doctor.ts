import { emailOf, step, userMachine, type Account, type UserAction, type UserStatus } from '@medconsult/contract'
import { firstLanguage } from '../core/clinic-row.ts'
import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'
import type { UserRow } from '../store/row-types.ts'
import { update, type Change, type Store } from '../store/store.ts'
import { mailedLink, type LinkServices } from './links/account-link.ts'
import { accountView } from './user-view.ts'

export interface Approval {
  readonly account: Account
  /** False: the address is not confirmed yet; a link to confirm it is on its way, if none was. */
  readonly isApproved: boolean
}

/**
 * The operator approves a doctor; where mail is sent (`mail` not null), once the doctor has confirmed the address. A repeat is
 * a no-op. NOT_FOUND if no doctor has this e-mail address, WRONG_STATE if the doctor is disabled.
 */
export async function approveDoctor(ctx: Ctx, email: string, mail: LinkServices | null): Promise<Approval> {
  return transact<Approval>(ctx, async (store) => {
    const [user] = await store.find('users', { email: emailOf(email) })
    if (user?.role !== 'DOCTOR') throw new Refusal('NOT_FOUND')
    const account = accountView(user)
    const result = step<UserStatus, UserAction>(userMachine, user.status, 'approve', 'SYSTEM')
    if (!result.ok) throw new Refusal('WRONG_STATE')
    if (!result.changed) return { changes: [], reply: { account, isApproved: true } }
    if (mail !== null && user.emailConfirmedAt === null)
      return { changes: await confirmation(ctx, store, mail, user), reply: { account, isApproved: false } }
    return { changes: [update('users', user, { status: result.status }, 'approve')], reply: { account, isApproved: true } }
  })
}

/** A link to confirm the address; none if one that was sent is still valid. */
async function confirmation(ctx: Ctx, store: Store, mail: LinkServices, { id, email, language }: UserRow): Promise<Change[]> {
  const links = await store.find('account_links', { userId: id, kind: 'CONFIRM' })
  const now = ctx.now().toISOString()
  if (email === null || links.some((link) => link.usedAt === null && link.expiresAt > now)) return []
  return mailedLink(ctx, mail, { kind: 'CONFIRM', userId: id, email, to: email, language: language ?? (await firstLanguage(store)) })
}
