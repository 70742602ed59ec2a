import type { Row } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

/** How many who came by a practice link may not have joined a queue yet. */
const MOST_UNJOINED = 20
/** How many of them may come from one client address, so that nobody closes a practice link alone. */
const MOST_OF_ADDRESS = 10

/**
 * Whether so many have come by this practice link, since it was made, without joining a queue that nobody else may for now;
 * with `cameFrom`, nobody else from that client address.
 */
export async function isFull(
  store: Store,
  { id: doctorId, createdAt }: Row<'join_codes'>,
  cameFrom: string | null = null,
): Promise<boolean> {
  const guests = (await store.find('users', { doctorId, hasJoined: false })).filter((guest) => guest.createdAt >= createdAt)
  if (cameFrom !== null && guests.filter((guest) => guest.cameFrom === cameFrom).length >= MOST_OF_ADDRESS) return true
  if (guests.length < MOST_UNJOINED) return false
  // Only who came by a practice link has a way back; who was sent a personal link does not count.
  const links = await store.find('guest_links', { userId: { in: guests.map(({ id }) => id) } })
  return links.filter(({ kind }) => kind === 'RETURN').length >= MOST_UNJOINED
}
