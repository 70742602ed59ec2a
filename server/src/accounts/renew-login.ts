import { RENEWED_DAYS } from '@medconsult/contract'
import { update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx } from '../core/use-case.ts'
import type { Tokens } from './token.ts'

const RENEWED_MS = RENEWED_DAYS * 86_400_000

/** Issues a new token and extends an open login; null if it is too old to renew, or a guest's whose practice is over. UNAUTHENTICATED if it has been revoked. */
export const makeRenewLogin =
  (issueToken: Tokens['issueToken']) =>
  async (ctx: Ctx): Promise<{ token: string; expiresAt: string } | null> => {
    const { userId, role, loginId, scheduleId } = person(ctx)
    return transact(ctx, async (store) => {
      const login = await store.get('logins', loginId)
      if (login?.status !== 'OPEN') throw new Refusal('UNAUTHENTICATED')
      if (ctx.now().getTime() - Date.parse(login.createdAt) > RENEWED_MS) return { changes: [], reply: null }
      const own = scheduleId === null ? null : await store.get('schedules', scheduleId)
      if (own !== null && own.endedAt !== null) return { changes: [], reply: null }
      const fresh = issueToken({ userId, role, loginId }, ctx.now())
      return { changes: [update('logins', login, { expiresAt: fresh.expiresAt })], reply: fresh }
    })
  }
