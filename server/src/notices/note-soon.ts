import { inQueueStatuses } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import { transact } from '../core/transact.ts'
import { presentSubjects, userSubject } from '../presence/who-is-present.ts'
import type { QueueEntryRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'
import type { Channels } from './channels.ts'
import { noticeId } from './new-notice.ts'
import { noticesBy } from './notices-of.ts'
import { reachOf } from './reach.ts'

/** How many may be ahead of somebody whose turn is near. */
const AHEAD = 2

/** Writes a notice for those with two people ahead, or fewer, and no page open: once a place. Run by the system; safe on several processes. */
export const makeNoteSoon =
  (channels: Channels) =>
  async (ctx: Ctx): Promise<void> => {
    for (const { id } of await ctx.store.find('schedules', { status: 'ONLINE' }))
      for (const entry of await nearAndAway(ctx, id)) await noteSoon(ctx, channels, entry)
  }

async function nearAndAway({ store, now }: Ctx, scheduleId: string): Promise<QueueEntryRow[]> {
  const near = await store.find(
    'queue_entries',
    { scheduleId, status: { in: inQueueStatuses } },
    { by: 'queueNumber', order: 'asc', limit: AHEAD + 1 },
  )
  const waiting = near.filter(({ callSessionId }) => callSessionId === null)
  const present = await presentSubjects(
    store,
    waiting.map(({ patientId }) => userSubject(patientId)),
    now(),
  )
  return waiting.filter(({ patientId }) => !present.has(userSubject(patientId)))
}

async function noteSoon(ctx: Ctx, channels: Channels, { id, patientId, scheduleId }: QueueEntryRow): Promise<void> {
  if (await isNoted(ctx.store, id)) return
  await transact(ctx, async (store) => {
    const patient = await store.get('users', patientId)
    if (patient === null || (await isNoted(store, id))) return { changes: [], reply: undefined }
    const reach = await reachOf(store, channels, patient)
    return { changes: noticesBy(ctx, reach, { kind: 'SOON', cause: id, userId: patientId, scheduleId }), reply: undefined }
  })
}

async function isNoted(store: Store, entryId: string): Promise<boolean> {
  for (const channel of ['MAIL', 'SMS', 'PUSH'] as const)
    if ((await store.get('notices', noticeId('SOON', entryId, channel))) !== null) return true
  return false
}
