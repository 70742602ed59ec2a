import type { Row, Transient } from './store/rows.ts'
import type { Where } from './store/store.ts'
import type { Ctx } from './use-case.ts'

/** Rows removed in one statement. */
const BATCH = 500
const SECOND_MS = 1000

/** How long after its time a row is of no use to anybody. */
const kept = { signals: 60, reminders: 60, logins: 0, presence: 600 } as const

/** Removes what has lapsed: signals, reminders, logins past their end, presence. The system's; safe on several processes. */
export async function prune(ctx: Ctx): Promise<void> {
  const ago = (seconds: number): string => new Date(ctx.now().getTime() - seconds * SECOND_MS).toISOString()
  const all = async <T extends Transient>(table: T, where: Where<Row<T>>): Promise<void> => {
    while ((await ctx.store.prune(table, where, BATCH)) === BATCH) continue
  }
  await all('signals', { createdAt: { lt: ago(kept.signals) } })
  await all('reminders', { at: { lt: ago(kept.reminders) } })
  await all('logins', { expiresAt: { lt: ago(kept.logins) } })
  for (const kind of ['REQUEST', 'GONE'] as const) await all('presences', { kind, at: { lt: ago(kept.presence) } })
  const lapsed = await ctx.store.find('processes', { beatAt: { lt: ago(kept.presence) } }, { by: 'beatAt', order: 'asc', limit: BATCH })
  for (const { id } of lapsed) {
    await all('presences', { processId: id })
    await all('processes', { id, beatAt: { lt: ago(kept.presence) } })
  }
}
