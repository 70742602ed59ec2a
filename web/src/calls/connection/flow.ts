import type { Sending } from './transport/media-connection.ts'

/** Counters of what has arrived over a connection. */
export interface Counters {
  /** Packets of sound and picture. */
  readonly packets: number
  readonly frames: number
  /** Questions and answers by which the two ends keep their path open, every 2.5 s. */
  readonly checks: number
}

/** When, in ms of one clock, each of them last rose. */
export interface Flow {
  readonly counters: Counters
  readonly at: number
  readonly packetsAt: number
  readonly framesAt: number
  readonly checksAt: number
}

/** Neither sound nor picture for so long, and no sign of the path either: it is cut, though its own state says so seconds later. */
const SILENT_MS = 2000
const NO_CHECK_MS = 2600
/** Without sound and picture only the path's own signs can be missed. */
const UNUSED_MS = 6000
const STILL_MS = 1500
/** A page that was asleep itself has seen nothing stop. */
const ASLEEP_MS = 1500

export const newFlow = (counters: Counters, at: number): Flow => ({ counters, at, packetsAt: at, framesAt: at, checksAt: at })

/** The flow with what is counted `at` this moment. */
export function countOn(flow: Flow, counters: Counters, at: number): Flow {
  if (at - flow.at > ASLEEP_MS) return newFlow(counters, at)
  const since = (key: keyof Counters, before: number): number => (counters[key] > flow.counters[key] ? at : before)
  return {
    counters,
    at,
    packetsAt: since('packets', flow.packetsAt),
    framesAt: since('frames', flow.framesAt),
    checksAt: since('checks', flow.checksAt),
  }
}

/** Whether nothing arrives at all, and whether a picture that they send stands still. `theySend`: null where they do not say. */
export function judgeFlow(flow: Flow, theySend: Sending | null): { silent: boolean; still: boolean } {
  const { at, counters } = flow
  const expected = theySend === null || theySend.camera || theySend.microphone
  const silent = expected
    ? at - flow.packetsAt >= SILENT_MS && at - flow.checksAt >= NO_CHECK_MS
    : at - Math.max(flow.packetsAt, flow.checksAt) >= UNUSED_MS
  const still = counters.frames > 0 && theySend?.camera !== false && at - flow.framesAt >= STILL_MS
  return { silent, still }
}
