import { clinicLanguages } from '../core/clinic-row.ts'
import { insert } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import type { TakeStrangersNotice } from '../core/rate-limits.ts'
import { Refusal } from '../core/refusal.ts'
import type { Channels } from '../notices/channels.ts'
import type { Ctx, RequestUseCase } from '../core/use-case.ts'
import type { AccountServices } from './account-services.ts'
import { refuseWeak } from './easy-password.ts'
import { mailedLink, type LinkServices } from './links/account-link.ts'
import { notePlaces } from './known-places.ts'
import { newUser } from './new-user.ts'
import { openLogin } from './open-login.ts'
import { accountView } from './user-view.ts'

/** Creates an account and signs it in; a doctor may need approval. INVALID for a password that is easy to guess. EMAIL_TAKEN, RATE_LIMITED. */
export const makeRegister =
  (
    services: AccountServices & LinkServices & { readonly channels: Channels; readonly takeStrangersNotice: TakeStrangersNotice },
  ): RequestUseCase<'register'> =>
  async (ctx, { body }, request) => {
    const { tryRegister, hashPassword, issueToken, hashPlace } = services
    refuseWeak('password', body.password, body)
    return tryRegister(request.address, async () => {
      await refuseTaken(ctx, body.email)
      const passwordHash = await hashPassword(body.password, request.address)
      // The account is made in any case; its link can be sent later.
      const sendsLink = services.channels.mail && (await services.takeStrangersNotice(request.address)) === 0
      return transact(ctx, async (store) => {
        await refuseTaken(ctx, body.email)
        const language = request.language(await clinicLanguages(store))
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
            language,
            createdAt: ctx.now().toISOString(),
          }),
          waits ? 'registerForApproval' : 'register',
        )
        const login = openLogin(ctx, issueToken, user.after, request.device)
        const to = { userId: user.after.id, email: body.email, to: body.email, language }
        const confirm = sendsLink ? mailedLink(ctx, services, { kind: 'CONFIRM', ...to }) : []
        const places = await notePlaces(ctx, { email: body.email, request, hashPlace })
        const changes = [user, login.change, ...confirm, ...places]
        return { changes, reply: { created: true, reply: { token: login.token, user: accountView(user.after) } } }
      })
    })
  }

async function refuseTaken(ctx: Ctx, email: string): Promise<void> {
  const [taken] = await ctx.store.find('users', { email })
  if (taken !== undefined) throw new Refusal('EMAIL_TAKEN')
}
