import { inRoomStatuses, isInRoom, type EndReason } from '@medconsult/contract'
import { placeOfCall } from '../core/access.ts'
import { stepCall } from '../core/consultation.ts'
import { callSubject, lastSeenAt, presentSubjects } from '../presence/who-is-present.ts'
import type { CallSessionRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'
import { transactInTurn } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'

const AFTER_MS = 120_000
/** Calls read by one query. */
const BATCH = 200

/**
 * Ends calls that both participants left 120 s ago, and calls not ACTIVE 120 s after confirming. Both periods count from
 * the later of their event and this server's start. Run by the system; safe on several processes.
 */
export const makeEndAbandonedCalls =
  (startedAt: Date) =>
  async (ctx: Ctx): Promise<void> => {
    // No period counts from before this server's start, so none can have passed before it has run that long.
    if (ctx.now().getTime() - startedAt.getTime() < AFTER_MS) return
    for (const status of inRoomStatuses) {
      let after: CallSessionRow | undefined
      do {
        const where = { status, confirmedAt: { lt: new Date(ctx.now().getTime() - AFTER_MS + 1).toISOString() } }
        const calls = await ctx.store.find('call_sessions', where, {
          by: 'confirmedAt',
          order: 'asc',
          limit: BATCH,
          ...(after && { after }),
        })
        for (const call of await perhapsAbandoned(ctx, calls)) await endIfAbandoned(ctx, call)
        after = calls.length < BATCH ? undefined : calls.at(-1)
      } while (after !== undefined)
    }
  }

/** Cheaply skips calls that somebody is in. */
async function perhapsAbandoned(ctx: Ctx, calls: readonly CallSessionRow[]): Promise<CallSessionRow[]> {
  const active = calls.filter((call) => call.status === 'ACTIVE')
  const present = await presentSubjects(ctx.store, active.flatMap(subjectsOf), ctx.now())
  return calls.filter((call) => call.status === 'CONFIRMED' || !subjectsOf(call).some((subject) => present.has(subject)))
}

const endIfAbandoned = async (ctx: Ctx, { id, scheduleId }: CallSessionRow): Promise<null> =>
  transactInTurn(ctx, scheduleId, async (store) => {
    const call = await store.get('call_sessions', id)
    const endReason = call !== null && isInRoom(call.status) ? await reasonToEnd(ctx, store, call) : null
    if (call === null || endReason === null) return { changes: [], reply: null }
    const patch = { endedAt: ctx.now().toISOString(), endReason }
    return { changes: stepCall(call, await placeOfCall(store, call), 'end', 'SYSTEM', patch), reply: null }
  })

async function reasonToEnd(ctx: Ctx, store: Store, call: CallSessionRow): Promise<EndReason | null> {
  const now = ctx.now()
  const since = Date.parse(call.confirmedAt ?? call.createdAt)
  if (call.status === 'CONFIRMED') return now.getTime() - since >= AFTER_MS ? 'NEVER_ACTIVE' : null
  const seen = await Promise.all(subjectsOf(call).map((subject) => lastSeenAt(store, subject, now)))
  const gone = Math.max(since, ...seen.map((at) => at?.getTime() ?? 0))
  return now.getTime() - gone >= AFTER_MS ? 'BOTH_GONE' : null
}

const subjectsOf = (call: CallSessionRow): string[] => [callSubject(call.id, 'doctor'), callSubject(call.id, 'patient')]
