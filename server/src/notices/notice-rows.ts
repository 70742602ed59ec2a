import { isInQueue, type NoticeKind } from '@medconsult/contract'
import { presentSubjects, userSubject } from '../presence/who-is-present.ts'
import type { Row } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

export type NoticeRow = Row<'notices'>

/** Where a notice's link leads, below the clinic's address. A secret stands in the fragment, which reaches no server and no log. */
interface Links {
  readonly store: Store
  readonly linkSecret: (rowId: string) => string
}

interface NoticeRule {
  /** Whether its reason is still there. */
  readonly isStillDue: (store: Store, notice: NoticeRow, now: Date) => Promise<boolean>
  readonly link: (links: Links, notice: NoticeRow) => string | Promise<string>
  /** Whether it, or what follows it, can be switched off where its foot leads. */
  readonly isChosen: boolean
  /** How long a sender has before another one may send it. */
  readonly leaseSeconds: number
}

const ofGuestLink: NoticeRule = {
  isStillDue: async (store, { linkId }, now) => {
    const link = linkId === null ? null : await store.get('guest_links', linkId)
    return link !== null && (link.status === 'OPEN' || link.status === 'USED') && !isOver(link.expiresAt, now)
  },
  link: ({ linkSecret }, { linkId }) => `/i#${linkSecret(linkId!)}`,
  isChosen: true,
  leaseSeconds: 60,
}

const ofAccountLink = (page: string): NoticeRule => ({
  isStillDue: async (store, { linkId }, now) => {
    const link = linkId === null ? null : await store.get('account_links', linkId)
    return link !== null && link.usedAt === null && !isOver(link.expiresAt, now)
  },
  link: ({ linkSecret }, { linkId }) => `${page}#${linkSecret(linkId!)}`,
  isChosen: false,
  leaseSeconds: 60,
})

/** A guest's own link opens their page in any browser; an account signs in. */
const visit: NoticeRule['link'] = ({ linkSecret }, { linkId, scheduleId }) =>
  linkId === null ? `/visit/${scheduleId}` : `/i#${linkSecret(linkId)}`

const always = async (): Promise<boolean> => true

/** Why each kind is sent, and what it leads to: one row a kind. */
export const noticeRows: { readonly [K in NoticeKind]: NoticeRule } = {
  LINK: ofGuestLink,
  BACK: ofGuestLink,
  RESET: ofAccountLink('/reset'),
  CONFIRM: ofAccountLink('/confirm'),
  EMAIL: ofAccountLink('/confirm'),
  EMAIL_OLD: { isStillDue: always, link: () => '/account', isChosen: false, leaseSeconds: 60 },
  NEW_LOGIN: { isStillDue: always, link: () => '/account', isChosen: false, leaseSeconds: 60 },
  CALLED: {
    isStillDue: async (store, { cause, userId }, now) => {
      const call = await store.get('call_sessions', cause)
      return call?.status === 'INVITED' && !isOver(call.expiresAt, now) && isAway(store, userId, now)
    },
    link: visit,
    isChosen: true,
    leaseSeconds: 10,
  },
  SOON: {
    isStillDue: async (store, { cause, userId, scheduleId }, now) =>
      (await isWaiting(store, cause, scheduleId)) && isAway(store, userId, now),
    link: visit,
    isChosen: true,
    leaseSeconds: 60,
  },
  ARRIVED: {
    isStillDue: async (store, { cause, userId, scheduleId }, now) =>
      (await isWaiting(store, cause, scheduleId)) && isAway(store, userId, now),
    link: (_, { scheduleId }) => `/practice/${scheduleId}`,
    isChosen: true,
    leaseSeconds: 60,
  },
  OPENED: {
    isStillDue: async (store, { linkId, scheduleId }, now) => {
      const asked = linkId === null ? null : await store.get('tell_me', linkId)
      return asked !== null && !isOver(asked.expiresAt, now) && (await isOpen(store, scheduleId))
    },
    link: async ({ store }, { scheduleId }) => {
      const code = await practiceLinkOf(store, scheduleId)
      return code === null ? '/' : `/j/${code.code}`
    },
    isChosen: false,
    leaseSeconds: 60,
  },
  CANCELLED: {
    isStillDue: always,
    // Their own link has ended and says so, with whom to call; the practice link, if it is theirs to use, when the doctor is there again.
    link: async ({ store, linkSecret }, { scheduleId, linkId }) => {
      const code = await practiceLinkOf(store, scheduleId)
      return code?.joinBy === 'ANYONE' ? `/j/${code.code}` : `/i#${linkSecret(linkId!)}`
    },
    isChosen: false,
    leaseSeconds: 60,
  },
  MOVED: ofGuestLink,
}

async function practiceLinkOf(store: Store, scheduleId: string | null): Promise<Row<'join_codes'> | null> {
  const schedule = scheduleId === null ? null : await store.get('schedules', scheduleId)
  return schedule === null ? null : store.get('join_codes', schedule.doctorId)
}

const isOver = (at: string | null, now: Date): boolean => at !== null && at <= now.toISOString()

async function isAway(store: Store, userId: string | null, now: Date): Promise<boolean> {
  return userId !== null && (await presentSubjects(store, [userSubject(userId)], now)).size === 0
}

async function isOpen(store: Store, scheduleId: string | null): Promise<boolean> {
  return scheduleId !== null && (await store.get('schedules', scheduleId))?.status === 'ONLINE'
}

async function isWaiting(store: Store, entryId: string, scheduleId: string | null): Promise<boolean> {
  const entry = await store.get('queue_entries', entryId)
  return entry !== null && isInQueue(entry.status) && (await isOpen(store, scheduleId))
}
