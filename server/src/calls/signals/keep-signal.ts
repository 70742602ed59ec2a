import type { Side } from '@medconsult/contract'
import type { AnnounceSignal } from '../../core/announce.ts'
import type { Ctx } from '../../core/use-case.ts'
import type { SignalRow } from '../../store/ephemeral-rows.ts'

/** The inbox of one side of a call. */
export const signalInbox = (callSessionId: string, to: Side): string => `${callSessionId}:${to}`

/** Both sides' inboxes. */
export const signalInboxes = (callSessionId: string): string[] => [
  signalInbox(callSessionId, 'doctor'),
  signalInbox(callSessionId, 'patient'),
]

/** Keeps a call's next signal, then announces it; returns its `n`. The sender is set here, never taken from the request. */
export async function keepSignal(
  { store: { ephemeral }, now }: Pick<Ctx, 'store' | 'now'>,
  announceSignal: AnnounceSignal,
  said: Pick<SignalRow, 'callSessionId' | 'from' | 'peerId' | 'message' | 'bytes' | 'senderId'>,
): Promise<number> {
  const { callSessionId, from, peerId } = said
  const n = await ephemeral.nextNumber('signal_counters', callSessionId, now())
  const signal: SignalRow = {
    ...said,
    id: `${callSessionId}:${n}`,
    inbox: signalInbox(callSessionId, from === 'doctor' ? 'patient' : 'doctor'),
    n,
    message: { ...said.message, src: peerId },
  }
  await ephemeral.put('signals', [signal], now())
  announceSignal(signal)
  return n
}
