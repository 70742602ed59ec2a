import { closeEntries as closed } from '../core/consultation.ts'
import { update } from '../store/store.ts'
import { transactInTurn } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'

/** Entries per commit, and practices per batch. */
const BATCH = 200

/** Writes live entries of ended practices as CLOSED, in batches. Run by the system; safe on several processes. */
export async function closeEntries(ctx: Ctx): Promise<void> {
  const unsettled = await ctx.store.find('schedules', { settled: false }, { by: 'id', order: 'asc', limit: BATCH })
  for (const { id } of unsettled) while (await closeBatch(ctx, id)) continue
}

/** Whether there may be more to close. */
const closeBatch = async (ctx: Ctx, scheduleId: string): Promise<boolean> =>
  transactInTurn(ctx, scheduleId, async (store) => {
    const schedule = await store.get('schedules', scheduleId)
    const counter = await store.get('queue_counters', scheduleId)
    if (schedule === null || counter === null || schedule.settled) return { changes: [], reply: false }
    const page = { by: 'queueNumber', order: 'asc', limit: BATCH } as const
    const ready = await store.find('queue_entries', { scheduleId, status: 'READY' }, page)
    const waiting = await store.find('queue_entries', { scheduleId, status: 'WAITING' }, page)
    const entries = [...ready, ...waiting].slice(0, BATCH)
    const settled = entries.length === counter.inQueue
    const changes = [...closed(entries, counter), ...(settled ? [update('schedules', schedule, { settled }, 'settle')] : [])]
    return { changes, reply: !settled && entries.length > 0 }
  })
