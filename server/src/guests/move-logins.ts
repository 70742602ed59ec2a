import { update, type Change, type Store } from '../store/store.ts'

/** Ends the open logins of a user who goes on at another device, or only the one of this id (null: none). */
export async function moveLogins(store: Store, { userId, id }: { userId: string; id?: string | null }): Promise<Change[]> {
  const open = await store.find('logins', { userId, status: 'OPEN' })
  const ended = id === undefined ? open : open.filter((login) => login.id === id)
  return ended.map((login) => update('logins', login, { status: 'REVOKED' }, 'move'))
}
