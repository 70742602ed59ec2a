import type { LoginAction } from '@medconsult/contract'
import { update, type Change, type Store } from '../store/store.ts'

/** Ends the open logins of a user, or the one of this id (null: none). */
export async function endLogins(
  store: Store,
  { userId, id }: { userId: string; id?: string | null },
  action: Extract<LoginAction, 'move' | 'end'>,
): Promise<Change[]> {
  const open = await store.find('logins', { userId, status: 'OPEN' })
  const ended = id === undefined ? open : open.filter((login) => login.id === id)
  return ended.map((login) => update('logins', login, { status: 'REVOKED' }, action))
}
