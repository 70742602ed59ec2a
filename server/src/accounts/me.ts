import type { IdleMinutes } from '../core/idle.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type UseCase } from '../core/use-case.ts'
import { userView } from './user-view.ts'

/** Returns the signed-in person and their login, and after how long without an act of theirs it ends. */
export const makeMe =
  (idleMinutes: IdleMinutes): UseCase<'me'> =>
  async (ctx) => {
    const { userId, loginId } = person(ctx)
    const [user, login] = await Promise.all([ctx.store.get('users', userId), ctx.store.get('logins', loginId)])
    if (user === null) throw new Refusal('UNAUTHENTICATED')
    return { ...userView(user), loginId, idleMinutes: login === null || login.device === null ? null : idleMinutes[user.role] }
  }
