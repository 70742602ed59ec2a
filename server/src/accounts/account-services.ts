import type { TryRegister, TrySignIn } from '../core/rate-limits.ts'
import type { Passwords } from './password.ts'
import type { Tokens } from './token.ts'

/** What signing in and registering need and no other use case. */
export interface AccountServices extends Passwords, Pick<Tokens, 'issueToken'> {
  readonly trySignIn: TrySignIn
  readonly tryRegister: TryRegister
  /** A keyed hash of an account and where it signs in from. */
  readonly hashPlace: (text: string) => string
}
