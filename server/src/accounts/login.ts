import { emailOf, PASSWORD_MAX_BYTES, passwordForm } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'
import { clinicLanguages } from '../core/clinic-row.ts'
import { update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { RequestUseCase } from '../core/use-case.ts'
import type { Channels } from '../notices/channels.ts'
import type { AccountServices } from './account-services.ts'
import { isNewDevice, knownPlace, notePlaces } from './known-places.ts'
import { newLoginNotices } from './new-login-notices.ts'
import { openLogin } from './open-login.ts'
import { storedForm } from './stored-form.ts'
import { accountView } from './user-view.ts'

/** Signs in. BAD_CREDENTIALS with the same message and timing whether the e-mail address or the password is wrong. RATE_LIMITED. */
export const makeLogin =
  ({
    trySignIn,
    verifyPassword,
    hashPassword,
    issueToken,
    hashPlace,
    channels,
  }: AccountServices & { readonly channels: Channels }): RequestUseCase<'login'> =>
  async (ctx, { body }, request) => {
    const email = emailOf(body.email)
    const { address, browser } = request
    const signingIn = { email, request, hashPlace }
    let user: UserRow | undefined
    const right = await trySignIn(
      { email, address, browser },
      () => knownPlace(ctx, signingIn),
      async () => {
        user = (await ctx.store.find('users', { email }))[0]
        const isRight = await verifyPassword(storedForm(user, body.password), user?.passwordHash ?? null, address)
        return isRight && user?.status !== 'DISABLED'
      },
    )
    const known = user
    if (known === undefined || !right) throw new Refusal('BAD_CREDENTIALS')
    const fresh =
      known.passwordHashOf === 'TYPED' && known.passwordHash !== null
        ? await hashOfForm(body.password, known.passwordHash, (form) => hashPassword(form, address))
        : null
    return transact(ctx, async (store) => {
      // A password that has been replaced meanwhile, or an account that was closed, opens nothing.
      const now = await store.get('users', known.id)
      if (now === null || now.passwordHash !== known.passwordHash || now.status === 'DISABLED') throw new Refusal('BAD_CREDENTIALS')
      const { token, change } = openLogin(ctx, issueToken, now, request.device)
      // A change even where nothing is new: who ends this account’s logins at the same moment has to read this one, too.
      const kept = update('users', now, fresh === null ? {} : { passwordHash: fresh, passwordHashOf: 'FORM' })
      const places = await notePlaces(ctx, signingIn)
      const language = now.language ?? request.language(await clinicLanguages(store))
      const notices = isNewDevice(places, signingIn) ? newLoginNotices(ctx, channels, now, language) : []
      return { changes: [change, kept, ...places, ...notices], reply: { token, user: accountView(now) } }
    })
  }

/** The hash of a password's normalized form; null if that form is too long, so that the typed form stays in use. */
async function hashOfForm(typed: string, ofTyped: string, hash: (form: string) => Promise<string>): Promise<string | null> {
  const form = passwordForm(typed)
  if (form === typed) return ofTyped
  return Buffer.byteLength(form) > PASSWORD_MAX_BYTES ? null : hash(form)
}
