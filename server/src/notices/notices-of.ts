import type { NoticeKind } from '@medconsult/contract'
import { firstLanguage } from '../core/clinic-row.ts'
import type { Ctx, NoticesOf } from '../core/use-case.ts'
import type { Row, ScheduleRow } from '../store/row-types.ts'
import { update, type Change, type Insert, type Write, type WriteOf } from '../store/store.ts'
import type { Channels } from './channels.ts'
import { newNotice } from './new-notice.ts'
import { noticesOfLink } from './notices-of-link.ts'
import { choicesOf, chosenOf, reachOf, type Reach } from './reach.ts'

/** How long a page has to take up by itself what a notice is about. */
export const PAGE_FIRST_SECONDS = 8
/** How long after an opening it is still worth telling. */
const OPENED_MINUTES = 120

type Cause = (ctx: Pick<Ctx, 'store' | 'now'>, channels: Channels) => Promise<readonly Change[]>

/**
 * The outbox rows that changes cause, for the same commit: derived from them in one place, like the audit rows. Null if
 * no channel is set up, so that a commit pays nothing for it.
 */
export function makeNoticesOf(channels: Channels): NoticesOf | null {
  if (!channels.mail && !channels.sms && channels.push === null) return null
  return async (ctx, changes) => {
    const caused: Change[] = []
    for (const change of changes) {
      const cause = change.kind === 'guard' ? null : causeOf(change, changes)
      if (cause !== null) caused.push(...(await cause(ctx, channels)))
    }
    return caused
  }
}

function causeOf(change: Write, changes: readonly Change[]): Cause | null {
  const { table, action } = change
  if (table === 'call_sessions') return action === 'invite' ? called(change.after) : null
  if (table === 'queue_entries') return action === 'join' && isFirst(change.after, changes) ? arrived(change.after) : null
  if (table !== 'schedules') return null
  if (action === 'start') return opened(change.after)
  if (action === 'cancel') return planChanged('CANCELLED', change.after)
  return action === 'change' && isMoved(change) ? planChanged('MOVED', change.after) : null
}

const isMoved = (change: WriteOf<'schedules'>): boolean =>
  change.kind === 'update' && change.after.status === 'UPCOMING' && change.before.begins !== change.after.begins

/** Whether the queue was empty before. */
const isFirst = ({ scheduleId }: Row<'queue_entries'>, changes: readonly Change[]): boolean =>
  changes.some((it) => it.kind !== 'guard' && it.table === 'queue_counters' && it.after.id === scheduleId && it.after.inQueue === 1)

const later = (ctx: Pick<Ctx, 'now'>, seconds: number): string => new Date(ctx.now().getTime() + seconds * 1000).toISOString()

interface About {
  readonly kind: NoticeKind
  readonly cause: string
  readonly userId: string
  readonly scheduleId: string
  readonly expiresAt?: string
}

/** One notice by each way, once the page has had its time. */
export const noticesBy = (ctx: Pick<Ctx, 'now'>, { ways, language, linkId }: Reach, about: About): Insert<'notices'>[] =>
  ways.map((way) => newNotice(ctx, { ...about, ...way, language, linkId, dueAt: later(ctx, PAGE_FIRST_SECONDS) }))

const called =
  ({ id, patientId, scheduleId, expiresAt }: Row<'call_sessions'>): Cause =>
  async (ctx, channels) => {
    const patient = await ctx.store.get('users', patientId)
    if (patient === null) return []
    return noticesBy(ctx, await reachOf(ctx.store, channels, patient), {
      kind: 'CALLED',
      cause: id,
      userId: patientId,
      scheduleId,
      expiresAt,
    })
  }

const arrived =
  ({ id, doctorId, scheduleId }: Row<'queue_entries'>): Cause =>
  async (ctx, channels) => {
    const doctor = await ctx.store.get('users', doctorId)
    if (doctor === null || !choicesOf(doctor).arrived) return []
    return noticesBy(ctx, await reachOf(ctx.store, channels, doctor), { kind: 'ARRIVED', cause: id, userId: doctorId, scheduleId })
  }

/** Each address that was given is told once: it moves from what was asked to the outbox. */
const opened =
  ({ id, doctorId }: ScheduleRow): Cause =>
  async (ctx, channels) => {
    const asked = await ctx.store.find('tell_me', { doctorId })
    const expiresAt = later(ctx, OPENED_MINUTES * 60)
    const due = asked.filter((it) => isOffered(channels, it.channel) && it.expiresAt > ctx.now().toISOString() && it.address !== null)
    const oneEach = new Map(due.map((it) => [`${it.channel} ${it.address}`, it]))
    return [
      ...[...oneEach.values()].map((it) =>
        newNotice(ctx, {
          kind: 'OPENED',
          channel: it.channel,
          cause: `${id}:${it.id}`,
          userId: null,
          scheduleId: id,
          address: it.address,
          language: it.language,
          linkId: it.id,
          expiresAt,
        }),
      ),
      ...due.map((it) => update('tell_me', it, { address: null, expiresAt })),
    ]
  }

const isOffered = ({ mail, sms, push }: Channels, channel: Row<'tell_me'>['channel']): boolean =>
  channel === 'MAIL' ? mail : channel === 'SMS' ? sms : push !== null

/** To whom a personal link to this schedule was sent, by the ways that they have not switched off. */
const planChanged =
  (kind: 'CANCELLED' | 'MOVED', { id, version }: ScheduleRow): Cause =>
  async (ctx, channels) => {
    const links = await ctx.store.find('guest_links', { scheduleId: id, status: { in: ['OPEN', 'USED'] } })
    const otherwise = await firstLanguage(ctx.store)
    const caused: Insert<'notices'>[] = []
    for (const link of links.filter(({ kind: of }) => of === 'PERSONAL')) {
      // Whoever has used it may have changed or deleted the number since.
      const user = link.userId === null ? null : await ctx.store.get('users', link.userId)
      const to = user === null ? link : { ...link, phone: user.phone }
      const chosen = user === null ? channels : chosenOf(channels, user)
      caused.push(...noticesOfLink(ctx, chosen, to, otherwise, { kind, cause: `${id}:${version}:${link.id}` }))
    }
    return caused
  }
