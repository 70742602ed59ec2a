import type { NoticeKind, NoticeChannel, OfferedLanguage } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import { insert, type Insert } from '../store/store.ts'

export interface NewNotice {
  readonly kind: NoticeKind
  readonly channel: NoticeChannel
  /** What it is about and for whom, like a call's id; there is one notice of a kind, cause and channel. */
  readonly cause: string
  readonly userId: string | null
  readonly scheduleId?: string | null
  /** Of push: null for a user’s browsers, else whose browsers these are in `push_addresses`. */
  readonly address: string | null
  readonly language: OfferedLanguage
  /** The row whose secret its link carries. */
  readonly linkId?: string | null
  /** Unless given: at once. */
  readonly dueAt?: string
  /** Not to be sent after this. */
  readonly expiresAt?: string | null
}

/** The outbox row of a notice, for the commit that causes it. */
export function newNotice(ctx: Pick<Ctx, 'now'>, given: NewNotice): Insert<'notices'> {
  const { kind, channel, cause } = given
  const createdAt = ctx.now().toISOString()
  return insert('notices', {
    id: noticeId(kind, cause, channel),
    kind,
    channel,
    cause,
    userId: given.userId,
    scheduleId: given.scheduleId ?? null,
    address: given.address,
    language: given.language,
    linkId: given.linkId ?? null,
    status: 'DUE',
    attempts: 0,
    dueAt: given.dueAt ?? createdAt,
    expiresAt: given.expiresAt ?? null,
    createdAt,
    settledAt: null,
  })
}

/** Made of what is unique about a notice, so that whether there is one is a read of one row. */
export const noticeId = (kind: NoticeKind, cause: string, channel: NoticeChannel): string => `${kind}:${cause}:${channel}`
