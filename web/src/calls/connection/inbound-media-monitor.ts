import { countOn, judgeFlow, newFlow, type Flow } from './flow.ts'
import type { MediaLine, Sending } from './transport/media-connection.ts'
import { nextPoints, qualityOf, readArrived, type Arrived, type Quality } from './quality.ts'

const QUICK_MS = 200
const EVERY_MS = 500
const QUALITY_MS = 2000
/** Without a word about their camera, sound alone counts after this. */
const SOUND_ONLY_MS = 2000

interface ArrivalsOptions {
  /** The present connection, up or down. */
  readonly line: () => MediaLine | null
  readonly theySend: () => Sending | null
  /** The first picture, or the first sound where no picture comes. */
  readonly onFlow: () => void
  readonly onQuality: (quality: Quality) => void
  /** Nothing arrives at all any more, or something does again. */
  readonly onSilent: (silent: boolean) => void
  /** The picture stands still, or moves again. */
  readonly onStill: (still: boolean) => void
}

interface Watch {
  readonly since: number
  readonly flowing: boolean
  readonly flow: Flow
  readonly measured: { readonly arrived: Arrived; readonly at: number }
}

/** Watches what arrives over a connection: whether it flows, stands still or is silent, and its quality. */
export function watchArrivals({ line, theySend, onFlow, onQuality, onSilent, onStill }: ArrivalsOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0
  let points = 100
  let told = { silent: false, still: false }

  const tell = (now: typeof told): void => {
    const before = told
    told = now
    if (now.silent !== before.silent) onSilent(now.silent)
    if (now.still !== before.still) onStill(now.still)
  }

  const begins = (now: Awaited<ReturnType<typeof readArrived>>, since: number, at: number): boolean => {
    const sending = theySend()
    const soundOnly = sending?.camera === false || at - since > SOUND_ONLY_MS
    const nothing = sending?.camera === false && !sending.microphone
    return now.frames > 0 || (soundOnly && (now.sound > 0 || nothing))
  }

  const measure = async (mine: number, before: Watch | null): Promise<void> => {
    const of = line()
    const now = of && (await readArrived(of.pc).catch(() => null))
    if (!now || mine !== round || of !== line()) return
    const at = performance.now()
    const since = before?.since ?? at
    const flow = before ? countOn(before.flow, now, at) : newFlow(now, at)
    let measured = before?.flowing ? before.measured : { arrived: now, at }
    const flowing = before?.flowing === true || begins(now, since, at)
    if (flowing && before?.flowing !== true) onFlow()
    if (flowing) tell(judgeFlow(flow, theySend()))
    if (mine !== round) return
    if (flowing && at - measured.at >= QUALITY_MS) {
      points = nextPoints(points, measured.arrived, now, (at - measured.at) / 1000)
      measured = { arrived: now, at }
      onQuality(qualityOf(points))
    }
    const steady = flowing && flow.packetsAt === at
    timer = setTimeout(() => void measure(mine, { since, flowing, flow, measured }), steady ? EVERY_MS : QUICK_MS)
  }

  const stop = (): void => {
    round += 1
    clearTimeout(timer)
    told = { silent: false, still: false }
  }

  return {
    /** A connection is up, again or anew. */
    begin(): void {
      stop()
      void measure(round, null)
    },
    stop,
  }
}
