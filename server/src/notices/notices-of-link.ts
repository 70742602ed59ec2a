import type { NoticeKind, OfferedLanguage } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import type { Row } from '../store/row-types.ts'
import type { Insert } from '../store/store.ts'
import type { Channels } from './channels.ts'
import { newNotice } from './new-notice.ts'

type GuestLink = Omit<Row<'guest_links'>, 'version'>

/**
 * The outbox rows that send a guest's link to the addresses given with it, by the channels that are set up: LINK for the
 * one a doctor has made, BACK for the way back of who came by a practice link. `otherwise`: the language where the link names none.
 */
export function noticesOfLink(
  ctx: Pick<Ctx, 'now'>,
  channels: Channels,
  link: GuestLink,
  otherwise: OfferedLanguage,
  { kind = link.kind === 'RETURN' ? 'BACK' : 'LINK', cause = link.id }: { kind?: NoticeKind; cause?: string } = {},
): Insert<'notices'>[] {
  const { id: linkId, userId, scheduleId, expiresAt } = link
  const about = { kind, cause, userId, scheduleId, linkId, expiresAt, language: link.language ?? otherwise }
  return [
    ...(channels.mail && link.email !== null ? [newNotice(ctx, { ...about, channel: 'MAIL', address: link.email })] : []),
    ...(channels.sms && link.phone !== null ? [newNotice(ctx, { ...about, channel: 'SMS', address: link.phone })] : []),
  ]
}
