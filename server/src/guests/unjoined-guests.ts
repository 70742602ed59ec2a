import type { Store } from '../store/store.ts'

/** How many who came by a practice link may not have joined a queue yet. */
export const MOST_UNJOINED = 20

/** Whether so many have come by a doctor's practice link without joining a queue that nobody else may for now. */
export async function isFull(store: Store, doctorId: string): Promise<boolean> {
  const guests = await store.find('users', { doctorId, hasJoined: false })
  if (guests.length < MOST_UNJOINED) return false
  // Who was sent a personal link has no way back of the practice link's kind and does not count.
  const links = await store.find('guest_links', { userId: { in: guests.map(({ id }) => id) } })
  return links.filter(({ kind }) => kind === 'RETURN').length >= MOST_UNJOINED
}
