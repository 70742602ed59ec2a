import { person, Refusal, type UseCase } from '../use-case.ts'
import { userView } from './user-view.ts'

/** Who is signed in. */
export const me: UseCase<'me'> = async (ctx) => {
  const user = await ctx.store.get('users', person(ctx).userId)
  if (user === null) throw new Refusal('UNAUTHENTICATED')
  return userView(user)
}
