import { insert } from '../store/store.ts'
import { Refusal, transact, type Ctx, type UseCase } from '../use-case.ts'
import { openLogin } from './open-login.ts'
import { userView } from './user-view.ts'

/** A new account, signed in at once; a doctor may have to be approved. EMAIL_TAKEN. */
export const register: UseCase<'register'> = async (ctx, { body }) => {
  await refuseTaken(ctx, body.email)
  const passwordHash = await ctx.accounts.hashPassword(body.password, ctx.request.address)
  return transact(ctx, async () => {
    await refuseTaken(ctx, body.email)
    const waits = body.role === 'DOCTOR' && !ctx.request.openRegistration
    const user = insert(
      'users',
      {
        id: ctx.newId(),
        email: body.email,
        name: body.name,
        passwordHash,
        role: body.role,
        status: waits ? 'AWAITING_APPROVAL' : 'ACTIVE',
        createdAt: ctx.now().toISOString(),
      },
      waits ? 'registerForApproval' : 'register',
    )
    const login = openLogin(ctx, user.after)
    return { changes: [user, login.change], reply: { created: true, reply: { token: login.token, user: userView(user.after) } } }
  })
}

async function refuseTaken(ctx: Ctx, email: string): Promise<void> {
  const [taken] = await ctx.store.find('users', { email })
  if (taken !== undefined) throw new Refusal('EMAIL_TAKEN')
}
