import { CONFIRM_DAYS, RESET_MINUTES, type AccountLinkKind, type NoticeKind, type OfferedLanguage } from '@medconsult/contract'
import { hashOfSecret } from '../../core/link-secret.ts'
import type { Ctx } from '../../core/use-case.ts'
import { newNotice } from '../../notices/new-notice.ts'
import type { Row } from '../../store/row-types.ts'
import { insert, update, type Change, type Insert, type Store } from '../../store/store.ts'

type AccountLink = Row<'account_links'>

/** What computes a link’s secret from its id. */
export interface LinkServices {
  readonly linkSecret: (rowId: string) => string
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** How long a link of each kind is valid, in milliseconds. */
const validMs: Readonly<Record<AccountLinkKind, number>> = {
  RESET: RESET_MINUTES * MINUTE_MS,
  EMAIL: CONFIRM_DAYS * DAY_MS,
  CONFIRM: CONFIRM_DAYS * DAY_MS,
}

interface NewLink {
  readonly kind: AccountLinkKind
  readonly userId: string
  /** The address that it confirms. */
  readonly email: string | null
  readonly validMs?: number
}

/** A new link of an account, and the change that stores it. */
export function newLink(ctx: Ctx, { linkSecret }: LinkServices, given: NewLink): Insert<'account_links'> {
  const now = ctx.now().getTime()
  const id = ctx.newId()
  return insert('account_links', {
    id,
    kind: given.kind,
    userId: given.userId,
    secretHash: hashOfSecret(linkSecret(id)),
    email: given.email,
    createdAt: new Date(now).toISOString(),
    usedAt: null,
    expiresAt: new Date(now + (given.validMs ?? validMs[given.kind])).toISOString(),
  })
}

/** A link with the mail that brings it. */
export function mailedLink(
  ctx: Ctx,
  services: LinkServices,
  { to, language, ...given }: NewLink & { readonly to: string; readonly language: OfferedLanguage },
): Change[] {
  const link = newLink(ctx, services, given)
  const { id, kind, userId, expiresAt } = link.after
  const notice = newNotice(ctx, {
    kind: kind satisfies NoticeKind,
    channel: 'MAIL',
    cause: id,
    userId,
    address: to,
    language,
    linkId: id,
    expiresAt,
  })
  return [link, notice]
}

/** The link with this secret if it is of one of these kinds and not too old, used or not; else null. */
export async function linkOf(ctx: Ctx, store: Store, secret: string, kinds: readonly AccountLinkKind[]): Promise<AccountLink | null> {
  const [link] = await store.find('account_links', { secretHash: hashOfSecret(secret) })
  return link !== undefined && kinds.includes(link.kind) && ctx.now().toISOString() < link.expiresAt ? link : null
}

/** The change that uses a link up. */
export const usedUp = (ctx: Ctx, link: AccountLink): Change => update('account_links', link, { usedAt: ctx.now().toISOString() })

/**
 * The links by which somebody could take an account over who knew its password. One that confirms the account's own address
 * gives nothing to whoever has it, and stays.
 */
export const TAKEABLE_LINKS: readonly AccountLinkKind[] = ['RESET', 'EMAIL']

/** The changes that end an account’s open links of these kinds, all but the one that is used now. */
export async function endLinks(
  ctx: Ctx,
  store: Store,
  userId: string,
  kinds: readonly AccountLinkKind[],
  except: string | null = null,
): Promise<Change[]> {
  const changes: Change[] = []
  for (const kind of kinds)
    for (const link of await store.find('account_links', { userId, kind }))
      if (link.usedAt === null && link.id !== except) changes.push(usedUp(ctx, link))
  return changes
}
