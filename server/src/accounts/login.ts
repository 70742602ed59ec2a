import { Refusal, transact, type UseCase } from '../use-case.ts'
import { openLogin } from './open-login.ts'
import { userView } from './user-view.ts'

/** Signs in. BAD_CREDENTIALS in the same words and time whether the e-mail or the password is wrong. RATE_LIMITED. */
export const login: UseCase<'login'> = async (ctx, { body }) => {
  const email = body.email.toLowerCase()
  const { address } = ctx.request
  await ctx.accounts.beforeSignIn(email, address)
  const [user] = await ctx.store.find('users', { email })
  const right = await ctx.accounts.verifyPassword(body.password, user?.passwordHash ?? null)
  await ctx.accounts.afterSignIn(email, address, right)
  if (user === undefined || !right) throw new Refusal('BAD_CREDENTIALS')
  return transact(ctx, async () => {
    const { token, change } = openLogin(ctx, user)
    return { changes: [change], reply: { token, user: userView(user) } }
  })
}
