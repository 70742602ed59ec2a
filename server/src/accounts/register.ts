import { insert } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx, RequestUseCase } from '../core/use-case.ts'
import type { AccountServices } from './account-services.ts'
import { refuseWeak } from './easy-password.ts'
import { notePlaces } from './known-places.ts'
import { newUser } from './new-user.ts'
import { openLogin } from './open-login.ts'
import { accountView } from './user-view.ts'

/** Creates an account and signs it in; a doctor may need approval. INVALID for a password that is easy to guess. EMAIL_TAKEN, RATE_LIMITED. */
export const makeRegister =
  ({ tryRegister, hashPassword, issueToken, hashPlace }: AccountServices): RequestUseCase<'register'> =>
  async (ctx, { body }, request) => {
    refuseWeak('password', body.password, body)
    return tryRegister(request.address, async () => {
      await refuseTaken(ctx, body.email)
      const passwordHash = await hashPassword(body.password, request.address)
      return transact(ctx, async () => {
        await refuseTaken(ctx, body.email)
        const waits = body.role === 'DOCTOR' && !request.openRegistration
        const user = insert(
          'users',
          newUser({
            id: ctx.newId(),
            email: body.email,
            name: body.name,
            passwordHash,
            role: body.role,
            status: waits ? 'AWAITING_APPROVAL' : 'ACTIVE',
            createdAt: ctx.now().toISOString(),
          }),
          waits ? 'registerForApproval' : 'register',
        )
        const login = openLogin(ctx, issueToken, user.after)
        const changes = [user, login.change, ...(await notePlaces(ctx, { email: body.email, request, hashPlace }))]
        return { changes, reply: { created: true, reply: { token: login.token, user: accountView(user.after) } } }
      })
    })
  }

async function refuseTaken(ctx: Ctx, email: string): Promise<void> {
  const [taken] = await ctx.store.find('users', { email })
  if (taken !== undefined) throw new Refusal('EMAIL_TAKEN')
}
