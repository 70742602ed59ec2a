import type { UserRow } from '../store/rows.ts'
import { Refusal, transact, type UseCase } from '../use-case.ts'
import { openLogin } from './open-login.ts'
import { userView } from './user-view.ts'

/** Signs in. BAD_CREDENTIALS in the same words and time whether the e-mail or the password is wrong. RATE_LIMITED. */
export const login: UseCase<'login'> = async (ctx, { body }) => {
  const email = body.email.toLowerCase()
  const { address } = ctx.request
  let user: UserRow | undefined
  const right = await ctx.accounts.trySignIn(email, address, async () => {
    user = (await ctx.store.find('users', { email }))[0]
    return ctx.accounts.verifyPassword(body.password, user?.passwordHash ?? null, address)
  })
  const known = user
  if (known === undefined || !right) throw new Refusal('BAD_CREDENTIALS')
  return transact(ctx, async () => {
    const { token, change } = openLogin(ctx, known)
    return { changes: [change], reply: { token, user: userView(known) } }
  })
}
