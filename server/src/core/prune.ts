import { KNOWN_PLACE_DAYS, REMIND_AGAIN_SECONDS, SIGNAL_KEPT_SECONDS } from '@medconsult/contract'
import type { Row, Transient } from '../store/row-types.ts'
import type { Where } from '../store/store.ts'
import type { Ctx } from './use-case.ts'

/** Rows removed in one statement. */
const BATCH = 500
/** Presence and beats of processes: well beyond the 120 s that any clock looks back. */
const GONE_SECONDS = 600
/** Longer than any call. */
const SWITCHES_SECONDS = 86_400

/** Removes what has lapsed: signals, reminders, switches of calls, logins past their end, places nobody signs in from any more, who was here long ago. The system's; safe on several processes. */
export async function prune(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const before = (seconds: number): { lt: string } => ({ lt: new Date(now.getTime() - seconds * 1000).toISOString() })
  const all = async <T extends Transient>(table: T, where: Where<Row<T>>): Promise<void> => {
    while ((await ctx.store.prune(table, where, BATCH)) === BATCH) continue
  }
  await all('signals', { createdAt: before(SIGNAL_KEPT_SECONDS) })
  await all('reminders', { at: before(REMIND_AGAIN_SECONDS) })
  await all('call_switches', { at: before(SWITCHES_SECONDS) })
  await all('logins', { expiresAt: before(0) })
  await all('known_places', { at: before(KNOWN_PLACE_DAYS * 86_400) })
  const gone = before(GONE_SECONDS)
  for (const kind of ['REQUEST', 'GONE'] as const) await all('presences', { kind, at: gone })
  // A process without a beat takes its sockets with it, and goes last, so that none of them is forgotten.
  for (const { id } of await ctx.store.find('processes', { beatAt: gone })) await all('presences', { processId: id })
  await all('processes', { beatAt: gone })
}
