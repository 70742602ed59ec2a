import assert from 'node:assert/strict'
import { emailOf, PASSWORD_MAX_BYTES, passwordForm } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'
import { update, type Change, type Store } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { RequestUseCase } from '../core/use-case.ts'
import type { AccountServices } from './account-services.ts'
import { knownPlace, notePlaces } from './known-places.ts'
import { openLogin } from './open-login.ts'
import { accountView } from './user-view.ts'

/** Signs in. BAD_CREDENTIALS with the same message and timing whether the e-mail address or the password is wrong. RATE_LIMITED. */
export const makeLogin =
  ({ trySignIn, verifyPassword, hashPassword, issueToken, hashPlace }: AccountServices): RequestUseCase<'login'> =>
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
        const password = user?.passwordHashOf === 'TYPED' ? body.password : passwordForm(body.password)
        return verifyPassword(password, user?.passwordHash ?? null, address)
      },
    )
    const known = user
    if (known === undefined || !right) throw new Refusal('BAD_CREDENTIALS')
    const fresh =
      known.passwordHashOf === 'TYPED' && known.passwordHash !== null
        ? await hashOfForm(body.password, known.passwordHash, (form) => hashPassword(form, address))
        : null
    return transact(ctx, async (store) => {
      const { token, change } = openLogin(ctx, issueToken, known)
      const changes = [change, ...(await notePlaces(ctx, signingIn)), ...(fresh === null ? [] : await rewrite(store, known, fresh))]
      return { changes, reply: { token, user: accountView(known) } }
    })
  }

/** The hash of a password's normalized form; null if that form is too long, so that the typed form stays in use. */
async function hashOfForm(typed: string, ofTyped: string, hash: (form: string) => Promise<string>): Promise<string | null> {
  const form = passwordForm(typed)
  if (form === typed) return ofTyped
  return Buffer.byteLength(form) > PASSWORD_MAX_BYTES ? null : hash(form)
}

/** No change if it has been replaced concurrently. */
async function rewrite(store: Store, { id, passwordHash }: UserRow, fresh: string): Promise<Change[]> {
  const user = await store.get('users', id)
  assert(user !== null, 'an account stays')
  return user.passwordHash === passwordHash && user.passwordHashOf === 'TYPED'
    ? [update('users', user, { passwordHash: fresh, passwordHashOf: 'FORM' })]
    : []
}
