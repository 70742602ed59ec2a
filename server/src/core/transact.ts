import { auditOf } from './audit-of.ts'
import { detectTornReads } from './torn-reads.ts'
import { Refusal } from './refusal.ts'
import type { Ctx } from './use-case.ts'
import { StoreAway, type Change, type Store } from '../store/store.ts'

/**
 * `changes` and the reply that is true once they are committed; or `first`: what the system has to do before this can
 * be decided (an overdue invitation expires), committed in its own name, then decided again.
 */
export type Decision<R> =
  | {
      readonly changes: readonly Change[]
      readonly reply: R
      /** Done once the changes are committed and before they are announced, or where there is nothing to change. */
      readonly beforeAnnounce?: () => Promise<void>
    }
  | { readonly first: readonly Change[] }

/** How long a lost race is tried again before 503. */
const DEADLINE_MS = 2000

/**
 * Reads, decides, commits, announces. A lost race decides again until a deadline; then `BUSY`.
 * The audit rows of the changes, and the notices that they cause, are in the same commit.
 */
export async function transact<R>(ctx: Ctx, decide: (store: Store) => Promise<Decision<R>>): Promise<R> {
  const { announce, pause, noticesOf } = ctx.transactions
  const deadline = performance.now() + DEADLINE_MS
  for (let attempt = 0; ; attempt++) {
    const decision = await decisionOf(ctx.store, decide)
    if (decision !== null) {
      const first = 'first' in decision
      const decided = first ? decision.first : decision.changes
      if (!first && decided.length === 0) {
        await decision.beforeAnnounce?.()
        return decision.reply
      }
      const changes = noticesOf === null ? decided : [...decided, ...(await noticesOf(ctx, decided))]
      await followAudit(ctx, changes)
      const audit = auditOf(changes, first ? null : ctx.actor, ctx.now(), ctx.newId)
      if (await ctx.store.commit([...changes, ...audit])) {
        try {
          if (!first) await decision.beforeAnnounce?.()
        } finally {
          announce(changes)
        }
        if (!first) return decision.reply
        continue
      }
    }
    if (performance.now() > deadline) throw new Refusal('BUSY', { retryAfterSeconds: 1 })
    await pause(attempt)
  }
}

/** `transact`, one at a time for a key in this process; people take turns. Spares retries; correctness does not rest on it. */
export const transactInTurn = async <R>(ctx: Ctx, key: string, decide: (store: Store) => Promise<Decision<R>>): Promise<R> =>
  ctx.transactions.keyedMutex(key, ctx.actor?.userId ?? '', () => transact(ctx, decide))

/**
 * What was read before is older than what is written now, whichever process wrote it and whatever its clock says: audit
 * rows of a practice, and so those of each of its entries and calls, keep their order by id.
 */
async function followAudit({ store, transactions: { follow } }: Ctx, changes: readonly Change[]): Promise<void> {
  if (follow === null) return
  const schedules = new Set<string>()
  for (const change of changes) {
    if (change.kind === 'guard' || change.action === undefined) continue
    if (change.table === 'schedules') schedules.add(change.after.id)
    if (change.table === 'queue_entries' || change.table === 'call_sessions') schedules.add(change.after.scheduleId)
  }
  for (const scheduleId of schedules) {
    const [last] = await store.find('audit_logs', { scheduleId }, { by: 'id', order: 'desc', limit: 1 })
    if (last !== undefined) follow(last.id)
  }
}

/** The decision; null where it met the impossible because another process wrote between its reads: a race lost early. */
async function decisionOf<R>(store: Store, decide: (store: Store) => Promise<Decision<R>>): Promise<Decision<R> | null> {
  const reads = detectTornReads(store)
  try {
    return await decide(reads.store)
  } catch (error) {
    if (error instanceof Refusal || error instanceof StoreAway || !(await reads.changed())) throw error
    return null
  }
}
