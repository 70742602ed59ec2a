import type { MediaLine, Sending } from './media-line.ts'
import { nextPoints, qualityOf, readArrived, type Arrived, type Quality } from './quality.ts'

const FIRST_MS = 200
const EVERY_MS = 2000
/** Without a word about their camera, sound alone counts after this. */
const SOUND_ONLY_MS = 2000
const SILENCE_MS = 1500

interface ArrivalsOptions {
  /** The present connection while it is up. */
  readonly line: () => MediaLine | null
  readonly theySend: () => Sending | null
  /** The first picture, or the first sound where no picture comes. */
  readonly onFlow: () => void
  readonly onQuality: (quality: Quality) => void
}

/** Watches what arrives over a connection: quickly until the first frame, then every two seconds for the quality. */
export function watchArrivals({ line, theySend, onFlow, onQuality }: ArrivalsOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let round = 0
  let points = 100

  const read = async (of: MediaLine, mine: number) => {
    const now = await readArrived(of.pc).catch(() => null)
    return mine === round && of === line() ? now : null
  }

  const measure = async (mine: number, since: number, flowing: boolean, before: Arrived | null): Promise<void> => {
    const measured = line()
    const now = measured && (await read(measured, mine))
    if (!now) return
    const sending = theySend()
    const soundOnly = sending?.camera === false || performance.now() - since > SOUND_ONLY_MS
    const nothing = sending?.camera === false && !sending.microphone
    const flows = flowing || now.frames > 0 || (soundOnly && (now.sound > 0 || nothing))
    if (flows && !flowing) onFlow()
    if (flowing && before) {
      points = nextPoints(points, before, now, EVERY_MS / 1000)
      onQuality(qualityOf(points))
    }
    timer = setTimeout(() => void measure(mine, since, flows, now), flows ? EVERY_MS : FIRST_MS)
  }

  const stop = (): void => {
    round += 1
    clearTimeout(timer)
    clearTimeout(silence)
  }

  return {
    /** A connection is up, again or anew. */
    begin(): void {
      stop()
      void measure(round, performance.now(), false, null)
    },
    /** Calls `onSilent` if nothing arrives for a moment. */
    async listenForSilence(onSilent: () => void): Promise<void> {
      const listened = line()
      const mine = round
      const before = listened && (await read(listened, mine))
      if (!before) return
      const compare = async (): Promise<void> => {
        const after = await read(listened, mine)
        if (after?.packets === before.packets) onSilent()
      }
      clearTimeout(silence)
      silence = setTimeout(() => void compare(), SILENCE_MS)
    },
    stop,
  }
}
