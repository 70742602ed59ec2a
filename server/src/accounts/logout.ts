import { update } from '../store/store.ts'
import { person, transact, type UseCase } from '../use-case.ts'

/** Ends this login everywhere it is used. Again: nothing happens. */
export const logout: UseCase<'logout'> = async (ctx) =>
  transact(ctx, async (store) => {
    const login = await store.get('logins', person(ctx).loginId)
    const open = login?.status === 'OPEN'
    return { changes: open ? [update('logins', login, { status: 'REVOKED' }, 'logout')] : [], reply: { ok: true } }
  })
