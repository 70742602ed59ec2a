import assert from 'node:assert/strict'
import type { Account, User } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'

/** The public fields of a user, without the hash. */
export const userView = ({ id, kind, email, emailConfirmedAt, name, role, language, phone, createdAt }: UserRow): User => ({
  id,
  kind,
  email,
  emailConfirmed: emailConfirmedAt !== null,
  name,
  role,
  language,
  phone,
  createdAt,
})

/** The same of an account, which has an address to sign in with. */
export function accountView(user: UserRow): Account {
  assert(user.email !== null, 'an account that signs in has an address')
  return { ...userView(user), email: user.email }
}
