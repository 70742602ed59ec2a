import type { UserRow } from '../store/row-types.ts'
import { insert, type Change } from '../store/store.ts'
import type { Ctx, RequestFacts } from '../core/use-case.ts'
import type { Tokens } from './token.ts'

/** A new login, whose id is its token's `jti`, and the change that stores it. */
export function openLogin(
  ctx: Ctx,
  issueToken: Tokens['issueToken'],
  user: Pick<UserRow, 'id' | 'role'>,
  device: RequestFacts['device'],
): { token: string; change: Change } {
  const now = ctx.now()
  const id = ctx.newId()
  const { token, expiresAt } = issueToken({ userId: user.id, role: user.role, loginId: id }, now)
  return {
    token,
    change: insert(
      'logins',
      { id, userId: user.id, status: 'OPEN', createdAt: now.toISOString(), device, lastUsedAt: now.toISOString(), expiresAt },
      'login',
    ),
  }
}
