import { emailOf } from '@medconsult/contract'
import { Refusal } from '../../core/refusal.ts'
import type { UserRow } from '../../store/row-types.ts'
import type { Store } from '../../store/store.ts'

/** The account with this address, in any case. NOT_FOUND. */
export async function accountOf(store: Store, email: string): Promise<UserRow> {
  const [user] = await store.find('users', { email: emailOf(email) })
  if (user === undefined) throw new Refusal('NOT_FOUND')
  return user
}
