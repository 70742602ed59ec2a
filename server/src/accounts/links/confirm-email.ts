import type { OfferedLanguage } from '@medconsult/contract'
import { clinicLanguages } from '../../core/clinic-row.ts'
import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import type { Ctx, RequestUseCase } from '../../core/use-case.ts'
import { newNotice } from '../../notices/new-notice.ts'
import type { Row, UserRow } from '../../store/row-types.ts'
import { update, type Change, type Store } from '../../store/store.ts'
import { endLinks, linkOf, usedUp } from './account-link.ts'

/**
 * Uses the link that was sent to an address: the address is confirmed, or takes the place of the old one, which is told. The
 * same link again changes nothing. NOT_FOUND for any link that does not open; EMAIL_TAKEN if somebody has taken it since.
 */
export const confirmEmail: RequestUseCase<'confirmEmail'> = async (ctx, { body }, request) =>
  transact(ctx, async (store) => {
    const link = await linkOf(ctx, store, body.secret, ['EMAIL', 'CONFIRM'])
    const user = link === null ? null : await store.get('users', link.userId)
    if (link === null || user === null || user.email === null || link.email === null) throw new Refusal('NOT_FOUND')
    if (user.status === 'DISABLED' || (link.usedAt !== null && (user.email !== link.email || user.emailConfirmedAt === null)))
      throw new Refusal('NOT_FOUND')
    const reply = { email: link.email }
    if (link.usedAt !== null) return { changes: [], reply }
    const language = user.language ?? request.language(await clinicLanguages(store))
    if (link.kind === 'EMAIL') return { changes: await moved(ctx, store, link, user, language), reply }
    if (user.email !== link.email) throw new Refusal('NOT_FOUND')
    const emailConfirmedAt = ctx.now().toISOString()
    return { changes: [usedUp(ctx, link), ...(user.emailConfirmedAt === null ? [update('users', user, { emailConfirmedAt })] : [])], reply }
  })

/** The new address in place of the old one, whose links for a new password end. */
async function moved(ctx: Ctx, store: Store, link: Row<'account_links'>, user: UserRow, language: OfferedLanguage): Promise<Change[]> {
  const [taken] = await store.find('users', { email: link.email! })
  if (taken !== undefined && taken.id !== user.id) throw new Refusal('EMAIL_TAKEN')
  const told = newNotice(ctx, {
    kind: 'EMAIL_OLD',
    channel: 'MAIL',
    cause: link.id,
    userId: user.id,
    address: user.email,
    language,
  })
  return [
    usedUp(ctx, link),
    update('users', user, { email: link.email, emailConfirmedAt: ctx.now().toISOString() }, 'changeEmail'),
    ...(await endLinks(ctx, store, user.id, ['RESET', 'EMAIL', 'CONFIRM'], link.id)),
    told,
  ]
}
