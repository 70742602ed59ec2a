import { overdue } from '../core/access.ts'
import { transactInTurn } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'

/** Invitations per batch. */
const BATCH = 200

/** Expires all overdue invitations, oldest first. Run by the system; safe on several processes. */
export async function expireCalls(ctx: Ctx): Promise<void> {
  for (;;) {
    const where = { status: 'INVITED', expiresAt: { lt: new Date(ctx.now().getTime() + 1).toISOString() } } as const
    const calls = await ctx.store.find('call_sessions', where, { by: 'expiresAt', order: 'asc', limit: BATCH })
    for (const { id, scheduleId } of calls)
      await transactInTurn(
        ctx,
        scheduleId,
        async (store) => (await overdue(ctx, store, await store.get('call_sessions', id))) ?? { changes: [], reply: null },
      )
    if (calls.length < BATCH) return
  }
}
