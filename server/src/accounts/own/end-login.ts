import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import { person, type UseCase } from '../../core/use-case.ts'
import { endOfLogin } from '../end-logins.ts'

/** Ends one of the person’s own logins everywhere; a repeat is a no-op. NOT_FOUND. */
export const endLogin: UseCase<'endLogin'> = async (ctx, { params }) =>
  transact(ctx, async (store) => {
    const login = await store.get('logins', params.id)
    if (login === null || login.userId !== person(ctx).userId) throw new Refusal('NOT_FOUND')
    return { changes: endOfLogin(ctx, login), reply: { ok: true } }
  })
