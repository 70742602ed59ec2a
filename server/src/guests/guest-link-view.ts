import assert from 'node:assert/strict'
import type { GuestLink } from '@medconsult/contract'
import type { ScheduleRow } from '../store/row-types.ts'
import { hasEnded, type LinkRow } from './usable-link.ts'

/** A personal link as its doctor sees it; it has ended with its schedule, whether or not that has been written yet. */
export function guestLinkView(link: LinkRow, schedule: ScheduleRow): GuestLink {
  const { id, scheduleId, name, email, phone, language, userId: patientId, createdAt, usedAt } = link
  assert(name !== null, 'a personal link has a name')
  const status = hasEnded(schedule) && link.status !== 'REVOKED' ? 'ENDED' : link.status
  return { id, scheduleId, name, email, phone, language, status, patientId, createdAt, usedAt }
}
