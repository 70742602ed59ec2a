import type { NoticeChannel, NoticeChoices, OfferedLanguage } from '@medconsult/contract'
import { firstLanguage } from '../core/clinic-row.ts'
import type { Row, UserRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'
import type { Channels } from './channels.ts'

/** One way to reach somebody who is not on the page; `address` is null for push, whose addresses are rows of their own. */
export interface Way {
  readonly channel: NoticeChannel
  readonly address: string | null
}

/** How a person can be reached, and what a message to them needs to know. */
export interface Reach {
  readonly ways: readonly Way[]
  readonly language: OfferedLanguage
  /** A guest's own link, which opens their page again; null for an account. */
  readonly linkId: string | null
}

/** What counts while nothing has been chosen: what the person gave an address for. An account's push begins in its browser. */
const NOTHING_CHOSEN: NoticeChoices = { mail: true, sms: true, push: true, arrived: false }

export const choicesOf = ({ notices }: Pick<UserRow, 'notices'>): NoticeChoices => notices ?? NOTHING_CHOSEN

/** What the operator has set up, without what a person has switched off. */
export function chosenOf(channels: Channels, user: Pick<UserRow, 'notices'>): Channels {
  const { mail, sms, push } = choicesOf(user)
  return { mail: channels.mail && mail, sms: channels.sms && sms, push: push ? channels.push : null }
}

/** The ways that a person has chosen and the operator has set up. An account's mail goes only to an address that is known to be its own. */
export async function reachOf(store: Store, channels: Channels, user: UserRow): Promise<Reach> {
  const { link, email, phone } = await addressesOf(store, user)
  const chosen = chosenOf(channels, user)
  const ways: Way[] = []
  if (chosen.mail && email !== null) ways.push({ channel: 'MAIL', address: email })
  if (chosen.sms && phone !== null) ways.push({ channel: 'SMS', address: phone })
  if (chosen.push !== null && (await hasPushAddress(store, user.id))) ways.push({ channel: 'PUSH', address: null })
  return { ways, language: user.language ?? link?.language ?? (await firstLanguage(store)), linkId: link?.id ?? null }
}

interface Addresses {
  readonly link: Row<'guest_links'> | null
  readonly email: string | null
  readonly phone: string | null
}

/** A guest's e-mail address is that of their link; the telephone number is always the person's own, which they may delete. */
export async function addressesOf(store: Store, user: UserRow): Promise<Addresses> {
  const link = user.kind === 'GUEST' ? await linkOf(store, user.id) : null
  const email = user.kind === 'GUEST' ? (link?.email ?? null) : user.emailConfirmedAt === null ? null : user.email
  return { link, email, phone: user.phone }
}

/** A guest's newest link that still opens their page. */
async function linkOf(store: Store, userId: string): Promise<Row<'guest_links'> | null> {
  const links = await store.find('guest_links', { userId }, { by: 'id', order: 'desc' })
  return links.find(({ kind, status }) => kind !== 'DEVICE' && (status === 'OPEN' || status === 'USED')) ?? null
}

async function hasPushAddress(store: Store, ownerId: string): Promise<boolean> {
  return (await store.find('push_addresses', { ownerId }, { by: 'id', order: 'asc', limit: 1 })).length > 0
}
