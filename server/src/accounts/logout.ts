import assert from 'node:assert/strict'
import { loginMachine, step, type LoginAction, type LoginStatus } from '@medconsult/contract'
import { update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { person, type UseCase } from '../core/use-case.ts'

/** Revokes this login. A no-op if it is already revoked or pruned. */
export const logout: UseCase<'logout'> = async (ctx) =>
  transact(ctx, async (store) => {
    const { loginId, role } = person(ctx)
    const login = await store.get('logins', loginId)
    if (login === null) return { changes: [], reply: { ok: true } }
    const result = step<LoginStatus, LoginAction>(loginMachine, login.status, 'logout', role)
    assert(result.ok, `a login that is ${login.status} can be ended by ${role}`)
    return { changes: result.changed ? [update('logins', login, { status: result.status }, 'logout')] : [], reply: { ok: true } }
  })
