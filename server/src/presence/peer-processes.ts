import { beats } from './who-is-present.ts'
import type { Store } from '../store/store.ts'

/** Beats reach the store within seconds; what is further ahead is another clock. */
const NOTICEABLE_MS = 30_000
/** Whoever has beaten within this has not just stopped. */
const FRESH_MS = 6000

export interface PeerProcesses {
  /** How far the clock of one is ahead of ours, 0 where all agree. The one behind notices. */
  readonly secondsAhead: number
  readonly isAnyThere: boolean
}

/** What the beats of the other processes on this store show. */
export async function peerProcesses(store: Store, processId: string, now: Date): Promise<PeerProcesses> {
  const ahead = (await beats(store, now)).filter(({ id }) => id !== processId).map(({ beatAt }) => Date.parse(beatAt) - now.getTime())
  const most = Math.max(0, ...ahead)
  return { secondsAhead: most < NOTICEABLE_MS ? 0 : Math.round(most / 1000), isAnyThere: ahead.some((ms) => ms > -FRESH_MS) }
}

/** Beats of ours before which one that has just stopped may still seem to be there. */
const SETTLED = 3

/** Says once what is wrong between servers of one store, and again when it comes back. `ownSecret`: nobody has set JWT_SECRET. */
export function makeWatch(ownSecret: boolean, say: (line: string) => void): (others: PeerProcesses) => void {
  let [beats, isBehind, isStrange] = [0, false, false]
  return ({ secondsAhead, isAnyThere }) => {
    beats++
    if (secondsAhead > 0 && !isBehind)
      say(`This machine’s clock is ${secondsAhead} s behind another server’s on the same MongoDB: set both by NTP, or calls end too early.`)
    isBehind = secondsAhead > 0
    if (!ownSecret || beats < SETTLED) return
    if (isAnyThere && !isStrange)
      say('Another server serves the same MongoDB: set the same JWT_SECRET for both, or each refuses the other’s logins.')
    isStrange = isAnyThere
  }
}
