import type { Ctx } from '../core/use-case.ts'
import type { SignalCounterRow, SignalRow } from '../store/row-types.ts'
import { insert, update, type Insert, type WriteOf } from '../store/store.ts'

/** A call's next signal and its counter (null: the first), for one commit. The sender is set here, never believed. */
export function signalOf(
  ctx: Pick<Ctx, 'newId' | 'now'>,
  callSessionId: string,
  counter: SignalCounterRow | null,
  said: Pick<SignalRow, 'from' | 'peerId' | 'message' | 'senderId'>,
): [WriteOf<'signal_counters'>, Insert<'signals'>] {
  const n = (counter?.last ?? 0) + 1
  return [
    counter === null ? insert('signal_counters', { id: callSessionId, last: n }) : update('signal_counters', counter, { last: n }),
    insert('signals', {
      id: ctx.newId(),
      callSessionId,
      n,
      ...said,
      message: { ...said.message, src: said.peerId },
      createdAt: ctx.now().toISOString(),
    }),
  ]
}
