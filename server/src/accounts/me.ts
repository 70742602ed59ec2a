import { Refusal } from '../core/refusal.ts'
import { person, type UseCase } from '../core/use-case.ts'
import { userView } from './user-view.ts'

/** Returns the signed-in person and their login. */
export const me: UseCase<'me'> = async (ctx) => {
  const { userId, loginId } = person(ctx)
  const user = await ctx.store.get('users', userId)
  if (user === null) throw new Refusal('UNAUTHENTICATED')
  return { ...userView(user), loginId }
}
