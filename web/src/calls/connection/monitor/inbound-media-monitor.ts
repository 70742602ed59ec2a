import { nextPoints, qualityOf, readInbound, type InboundStats, type Quality } from './quality.ts'
import { detectStall, newActivity, observe, type Activity } from './stall-detection.ts'
import type { MediaConnection } from '../transport/media-connection.ts'
import type { Sending } from '../transport/sending-channel.ts'

const QUICK_MS = 200
const EVERY_MS = 500
const QUALITY_MS = 2000
/** After this, sound alone counts as flowing if their camera is unknown. */
const SOUND_ONLY_MS = 2000

interface InboundMediaMonitorOptions {
  /** The current connection, up or down. */
  readonly connection: () => Pick<MediaConnection, 'pc'> | null
  readonly theySend: () => Sending | null
  /** The first picture, or the first sound if there is no picture. */
  readonly onFlow: () => void
  readonly onQuality: (quality: Quality) => void
  /** Nothing at all arrives any more, or something does again. */
  readonly onSilent: (silent: boolean) => void
  /** The picture is frozen, or moves again. */
  readonly onStill: (still: boolean) => void
}

interface Watch {
  readonly since: number
  readonly flowing: boolean
  readonly activity: Activity
  readonly measured: { readonly stats: InboundStats; readonly at: number }
}

/** Monitors what arrives over a connection: whether it flows, freezes or is silent, and its quality. */
export function monitorInboundMedia({ connection, theySend, onFlow, onQuality, onSilent, onStill }: InboundMediaMonitorOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0
  let points = 100
  let reported = { silent: false, still: false }

  const report = (now: typeof reported): void => {
    const before = reported
    reported = now
    if (now.silent !== before.silent) onSilent(now.silent)
    if (now.still !== before.still) onStill(now.still)
  }

  const measure = async (mine: number, before: Watch | null): Promise<void> => {
    const measuring = connection()
    const now = measuring && (await readInbound(measuring.pc).catch(() => null))
    if (!now || mine !== round || measuring !== connection()) return
    const at = performance.now()
    const since = before?.since ?? at
    const activity = before ? observe(before.activity, now, at) : newActivity(now, at)
    let measured = before?.flowing ? before.measured : { stats: now, at }
    const flowing = before?.flowing === true || isFlowing(now, theySend(), at - since)
    if (flowing && before?.flowing !== true) onFlow()
    if (flowing) report(detectStall(activity, theySend()))
    if (mine !== round) return
    if (flowing && at - measured.at >= QUALITY_MS) {
      points = nextPoints(points, measured.stats, now, (at - measured.at) / 1000)
      measured = { stats: now, at }
      onQuality(qualityOf(points))
    }
    const steady = flowing && activity.packetsAt === at
    timer = setTimeout(() => void measure(mine, { since, flowing, activity, measured }), steady ? EVERY_MS : QUICK_MS)
  }

  const stop = (): void => {
    round += 1
    clearTimeout(timer)
    reported = { silent: false, still: false }
  }

  return {
    /** A connection is up, a new one or the same again. */
    begin(): void {
      stop()
      void measure(round, null)
    },
    stop,
  }
}

/** Whether what they send arrives, `waitedMs` after the connection came up. */
function isFlowing({ frames, sound }: Awaited<ReturnType<typeof readInbound>>, theySend: Sending | null, waitedMs: number): boolean {
  const soundOnly = theySend?.camera === false || waitedMs > SOUND_ONLY_MS
  const nothing = theySend?.camera === false && !theySend.microphone
  return frames > 0 || (soundOnly && (sound > 0 || nothing))
}
