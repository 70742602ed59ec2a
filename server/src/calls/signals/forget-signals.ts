import { isOpen } from '@medconsult/contract'
import type { EphemeralRows } from '../../store/ephemeral-rows.ts'
import type { Change } from '../../store/store.ts'
import { signalInboxes } from './keep-signal.ts'

/** Ends the signals and the counter of each call that has ended; those that the store does not accept now expire on their own. */
export const makeForgetSignals =
  (ephemeral: EphemeralRows) =>
  async (changes: readonly Change[]): Promise<void> => {
    const ended = changes.filter((change) => change.table === 'call_sessions' && change.kind === 'update' && !isOpen(change.after.status))
    const ids = ended.map((change) => (change.kind === 'guard' ? change.row.id : change.after.id))
    if (ids.length === 0) return
    await Promise.allSettled([ephemeral.remove('signals', ids.flatMap(signalInboxes)), ephemeral.remove('signal_counters', ids)])
  }
