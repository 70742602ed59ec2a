import type { Row, Transient } from './store/rows.ts'
import type { Where } from './store/store.ts'
import type { Ctx } from './use-case.ts'

/** Rows removed in one statement. */
const BATCH = 500
/** Signals and reminders say nothing more after so long. */
const KEPT_MS = 60_000

/** Removes what has lapsed: signals, reminders, logins past their end. The system's; safe on several processes. */
export async function prune(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const lapsed = new Date(now.getTime() - KEPT_MS).toISOString()
  const all = async <T extends Transient>(table: T, where: Where<Row<T>>): Promise<void> => {
    while ((await ctx.store.prune(table, where, BATCH)) === BATCH) continue
  }
  await all('signals', { createdAt: { lt: lapsed } })
  await all('reminders', { at: { lt: lapsed } })
  await all('logins', { expiresAt: { lt: now.toISOString() } })
}
