import { KNOWN_PLACE_DAYS, REMIND_AGAIN_SECONDS } from '@medconsult/contract'
import type { Row, Transient } from '../store/row-types.ts'
import type { Where } from '../store/store.ts'
import type { Ctx } from './use-case.ts'

/** Rows removed per statement. */
const BATCH = 500
/** Longer than any call. */
const SWITCHES_SECONDS = 86_400

/** How long it can be seen what became of a notice. */
const SETTLED_NOTICES_SECONDS = 30 * 86_400
/** A browser subscribes again when its person signs in there. */
const PUSH_ADDRESSES_SECONDS = 400 * 86_400

/** Removes expired reminders, switches of calls, logins, links of accounts, known places, old notices and addresses for them. Run by the system; safe on several processes. */
export async function prune(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const before = (seconds: number): { lt: string } => ({ lt: new Date(now.getTime() - seconds * 1000).toISOString() })
  const all = async <T extends Transient>(table: T, where: Where<Row<T>>): Promise<void> => {
    while ((await ctx.store.prune(table, where, BATCH)) === BATCH) continue
  }
  await all('reminders', { at: before(REMIND_AGAIN_SECONDS) })
  await all('call_switches', { at: before(SWITCHES_SECONDS) })
  await all('logins', { expiresAt: before(0) })
  await all('account_links', { expiresAt: before(0) })
  await all('known_places', { at: before(KNOWN_PLACE_DAYS * 86_400) })
  await all('notices', { settledAt: before(SETTLED_NOTICES_SECONDS) })
  await all('tell_me', { expiresAt: before(0) })
  await all('push_addresses', { createdAt: before(PUSH_ADDRESSES_SECONDS) })
}
