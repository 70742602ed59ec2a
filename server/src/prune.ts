import type { Row, Transient } from './store/rows.ts'
import type { Where } from './store/store.ts'
import type { Ctx } from './use-case.ts'

/** Rows removed in one statement. */
const BATCH = 500
/** Signals and reminders say nothing more after so long. */
const KEPT_MS = 60_000
/** Presence and beats of processes: well beyond the 120 s that any clock looks back. */
const GONE_MS = 600_000

/** Removes what has lapsed: signals, reminders, logins past their end, who was here long ago. The system's; safe on several processes. */
export async function prune(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const lapsed = new Date(now.getTime() - KEPT_MS).toISOString()
  const all = async <T extends Transient>(table: T, where: Where<Row<T>>): Promise<void> => {
    while ((await ctx.store.prune(table, where, BATCH)) === BATCH) continue
  }
  await all('signals', { createdAt: { lt: lapsed } })
  await all('reminders', { at: { lt: lapsed } })
  await all('logins', { expiresAt: { lt: now.toISOString() } })
  const gone = new Date(now.getTime() - GONE_MS).toISOString()
  for (const kind of ['REQUEST', 'GONE'] as const) await all('presences', { kind, at: { lt: gone } })
  // A process without a beat takes its sockets with it, and goes last, so that none of them is forgotten.
  for (const { id } of await ctx.store.find('processes', { beatAt: { lt: gone } })) await all('presences', { processId: id })
  await all('processes', { beatAt: { lt: gone } })
}
