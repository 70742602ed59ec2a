import { update } from '../store/store.ts'
import { person, Refusal, transact, type Ctx } from '../use-case.ts'

/** A fresh token for an open login, which then ends later. UNAUTHENTICATED if it has been revoked. */
export async function renewLogin(ctx: Ctx): Promise<{ token: string; expiresAt: string }> {
  const { userId, role, loginId } = person(ctx)
  return transact(ctx, async (store) => {
    const login = await store.get('logins', loginId)
    if (login?.status !== 'OPEN') throw new Refusal('UNAUTHENTICATED')
    const fresh = ctx.accounts.issueToken({ userId, role, loginId }, ctx.now())
    return { changes: [update('logins', login, { expiresAt: fresh.expiresAt })], reply: fresh }
  })
}
