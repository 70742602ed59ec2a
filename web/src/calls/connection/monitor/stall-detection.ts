import type { Sending } from '../transport/sending-channel.ts'

/** Counters of what has arrived over a connection. */
export interface Counters {
  /** Packets of sound and picture. */
  readonly packets: number
  readonly frames: number
  /** ICE connectivity checks, requests and responses, every 2.5 s. */
  readonly checks: number
}

/** When each counter last rose, in ms of one clock. */
export interface Activity {
  readonly counters: Counters
  readonly at: number
  readonly packetsAt: number
  readonly framesAt: number
  readonly checksAt: number
}

/** Without media for this long, and without connectivity checks, the path is cut; its ICE state changes only seconds later. */
const SILENT_MS = 2000
const NO_CHECK_MS = 2600
/** If neither sound nor picture is sent, only the connectivity checks can go missing. */
const UNUSED_MS = 6000
const STILL_MS = 1500
/** After a gap this long between measurements this page was frozen itself, and the counters say nothing. */
const ASLEEP_MS = 1500

export const newActivity = (counters: Counters, at: number): Activity => ({ counters, at, packetsAt: at, framesAt: at, checksAt: at })

/** The activity after the counters were read `at` this moment. */
export function observe(last: Activity, counters: Counters, at: number): Activity {
  if (at - last.at > ASLEEP_MS) return newActivity(counters, at)
  const since = (key: keyof Counters, before: number): number => (counters[key] > last.counters[key] ? at : before)
  return {
    counters,
    at,
    packetsAt: since('packets', last.packetsAt),
    framesAt: since('frames', last.framesAt),
    checksAt: since('checks', last.checksAt),
  }
}

/** Whether nothing arrives at all, and whether a picture that they send is frozen. `theySend`: null if unknown. */
export function detectStall(activity: Activity, theySend: Sending | null): { silent: boolean; still: boolean } {
  const { at, counters } = activity
  const expected = theySend === null || theySend.camera || theySend.microphone
  const silent = expected
    ? at - activity.packetsAt >= SILENT_MS && at - activity.checksAt >= NO_CHECK_MS
    : at - Math.max(activity.packetsAt, activity.checksAt) >= UNUSED_MS
  const still = counters.frames > 0 && theySend?.camera !== false && at - activity.framesAt >= STILL_MS
  return { silent, still }
}
