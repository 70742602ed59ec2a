import type { OfferedLanguage } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import type { Channels } from '../notices/channels.ts'
import { newNotice } from '../notices/new-notice.ts'
import type { UserRow } from '../store/row-types.ts'
import type { Insert } from '../store/store.ts'

/** Tells a doctor by mail that somebody has signed in from a device not seen before. */
export const newLoginNotices = (
  ctx: Ctx,
  channels: Channels,
  { id, role, email }: UserRow,
  language: OfferedLanguage,
): Insert<'notices'>[] =>
  role === 'DOCTOR' && channels.mail && email !== null
    ? [
        newNotice(ctx, {
          kind: 'NEW_LOGIN',
          channel: 'MAIL',
          cause: ctx.newId(),
          userId: id,
          address: email,
          language,
        }),
      ]
    : []
