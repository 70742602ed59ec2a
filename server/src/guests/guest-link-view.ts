import assert from 'node:assert/strict'
import type { GuestLink, LinkDelivery } from '@medconsult/contract'
import type { Row, ScheduleRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'
import { hasEnded, type LinkRow } from './usable-link.ts'

/** Personal links of a schedule as their doctor sees them; they have ended with it, whether or not that has been written yet. */
export async function guestLinkViews(
  store: Store,
  linkSecret: (rowId: string) => string,
  schedule: ScheduleRow,
  links: readonly LinkRow[],
): Promise<GuestLink[]> {
  const notices = await store.find('notices', { linkId: { in: links.map(({ id }) => id) } })
  return links.map((link) => {
    const view = guestLinkView(link, schedule)
    const delivery = deliveryOf(notices.filter(({ kind, linkId }) => kind === 'LINK' && linkId === link.id))
    return { ...view, delivery, secret: delivery === 'FAILED' && view.status === 'OPEN' ? linkSecret(link.id) : null }
  })
}

/** A new personal link. */
export function guestLinkView(link: LinkRow, schedule: ScheduleRow): GuestLink {
  const { id, scheduleId, name, email, phone, language, userId: patientId, createdAt, usedAt } = link
  assert(name !== null, 'a personal link has a name')
  const status = hasEnded(schedule) && link.status !== 'REVOKED' ? 'ENDED' : link.status
  return { id, scheduleId, name, email, phone, language, status, patientId, createdAt, usedAt, delivery: null, secret: null }
}

/** One way that worked is enough. */
const deliveryOf = (notices: readonly Row<'notices'>[]): LinkDelivery | null =>
  (['SENT', 'FAILED'] as const).find((outcome) => notices.some(({ status }) => status === outcome)) ?? null
