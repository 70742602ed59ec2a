import { loginMachine, step, type LoginAction, type LoginStatus } from '@medconsult/contract'
import type { Row } from '../store/row-types.ts'
import { update, type Change, type Store } from '../store/store.ts'
import type { Ctx } from '../core/use-case.ts'

/** A person’s logins that have neither ended nor expired. */
export async function openLogins(ctx: Ctx, store: Store, userId: string): Promise<Row<'logins'>[]> {
  const now = ctx.now().toISOString()
  return (await store.find('logins', { userId, status: 'OPEN' })).filter(({ expiresAt }) => expiresAt > now)
}

/** The change that ends a login; none if it has ended. */
export function endOfLogin(ctx: Ctx, login: Row<'logins'>): Change[] {
  const result = step<LoginStatus, LoginAction>(loginMachine, login.status, 'end', ctx.actor?.role ?? 'SYSTEM')
  return result.ok && result.changed ? [update('logins', login, { status: result.status }, 'end')] : []
}

/** The changes that end a person’s logins, all but the one to keep. The commit must change the person’s row, as each sign-in does, so that none slips in. */
export async function endLogins(ctx: Ctx, store: Store, userId: string, keep: string | null = null): Promise<Change[]> {
  const logins = await openLogins(ctx, store, userId)
  return logins.filter(({ id }) => id !== keep).flatMap((login) => endOfLogin(ctx, login))
}
