import { transact } from '../../core/transact.ts'
import { person, type UseCase } from '../../core/use-case.ts'
import { update } from '../../store/store.ts'

/** More often is not noted. A page reports at most once a minute, and its requests do not arrive that evenly. */
const NOTED_AGAIN_MS = 50_000

/** Notes that the person did something: their login does not end for a while. */
export const noteActive: UseCase<'noteActive'> = async (ctx) =>
  transact(ctx, async (store) => {
    const login = await store.get('logins', person(ctx).loginId)
    const now = ctx.now()
    const isNoted = login === null || now.getTime() - Date.parse(login.lastUsedAt ?? login.createdAt) < NOTED_AGAIN_MS
    return { changes: isNoted ? [] : [update('logins', login, { lastUsedAt: now.toISOString() })], reply: { ok: true } }
  })
