import type { NoticeKind, OfferedLanguage } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import { newNotice } from '../notices/new-notice.ts'
import type { Insert } from '../store/store.ts'
import type { GuestServices } from './guest-services.ts'
import type { LinkRow } from './usable-link.ts'

/** Sends a link to the addresses that its row has, by the channels that there are; in its language, else in this one. */
export function linkNotices(
  ctx: Ctx,
  { channels }: Pick<GuestServices, 'channels'>,
  kind: Extract<NoticeKind, 'LINK' | 'BACK'>,
  { id, userId, scheduleId, email, phone, language }: LinkRow,
  otherwise: OfferedLanguage,
): Insert<'notices'>[] {
  const addresses = [
    ['MAIL', channels.mail ? email : null],
    ['SMS', channels.sms ? phone : null],
  ] as const
  return addresses.flatMap(([channel, address]) =>
    address === null
      ? []
      : [newNotice(ctx, { kind, channel, cause: id, userId, scheduleId, address, language: language ?? otherwise, linkId: id })],
  )
}
