import { passwordForm } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'

/** A password in the form that this account’s hash was made of: earlier versions hashed what was typed. */
export const storedForm = (user: Pick<UserRow, 'passwordHashOf'> | undefined, typed: string): string =>
  user?.passwordHashOf === 'TYPED' ? typed : passwordForm(typed)
