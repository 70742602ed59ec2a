import type { TryRegister, TrySignIn } from '../core/rate-limits.ts'
import type { Passwords } from './password.ts'
import type { Tokens } from './token.ts'

/** Services for signing in and registering only. */
export interface AccountServices extends Passwords, Pick<Tokens, 'issueToken'> {
  readonly trySignIn: TrySignIn
  readonly tryRegister: TryRegister
  /** A keyed hash of an account and the place it signs in from. */
  readonly hashPlace: (text: string) => string
}
