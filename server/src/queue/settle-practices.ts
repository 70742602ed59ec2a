import { closeEntries } from '../core/consultation.ts'
import { update } from '../store/store.ts'
import { transactInTurn } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'

/** Entries and links per commit, and practices per batch. */
const BATCH = 200

/**
 * Writes live entries of ended and cancelled practices as CLOSED and their links as ENDED, in batches. Run by the system; safe
 * on several processes.
 */
export async function settlePractices(ctx: Ctx): Promise<void> {
  const unsettled = await ctx.store.find('schedules', { settled: false }, { by: 'id', order: 'asc', limit: BATCH })
  for (const { id } of unsettled) while (await settleBatch(ctx, id)) continue
}

/** Whether there may be more to settle. */
const settleBatch = async (ctx: Ctx, scheduleId: string): Promise<boolean> =>
  transactInTurn(ctx, scheduleId, async (store) => {
    const schedule = await store.get('schedules', scheduleId)
    const counter = await store.get('queue_counters', scheduleId)
    if (schedule === null || counter === null || schedule.settled) return { changes: [], reply: false }
    const page = { by: 'queueNumber', order: 'asc', limit: BATCH } as const
    const ready = await store.find('queue_entries', { scheduleId, status: 'READY' }, page)
    const waiting = await store.find('queue_entries', { scheduleId, status: 'WAITING' }, page)
    const entries = [...ready, ...waiting].slice(0, BATCH)
    const live = await store.find('guest_links', { scheduleId, status: { in: ['OPEN', 'USED'] } })
    const ended = live.slice(0, BATCH).map((link) => update('guest_links', link, { status: 'ENDED' }, 'end'))
    const settled = entries.length === counter.inQueue && ended.length === live.length
    const last = settled ? [update('schedules', schedule, { settled }, 'settle')] : []
    const isMore = !settled && entries.length + ended.length > 0
    return { changes: [...closeEntries(entries, counter), ...ended, ...last], reply: isMore }
  })
