import { beats } from './who-is-present.ts'
import type { Store } from '../store/store.ts'

/** Beats reach the store within seconds; a beat further ahead comes from another clock. */
const NOTICEABLE_MS = 30_000
/** A process that beat within this time is taken to be running. */
const FRESH_MS = 6000

export interface PeerProcesses {
  /** How far the clock of another process is ahead of ours; 0 if all agree. The one behind reports it. */
  readonly secondsAhead: number
  readonly isAnyThere: boolean
}

/** What the beats of the other processes on this store show. */
export async function peerProcesses(store: Store, processId: string, now: Date): Promise<PeerProcesses> {
  const ahead = (await beats(store, now)).filter(({ id }) => id !== processId).map(({ beatAt }) => Date.parse(beatAt) - now.getTime())
  const most = Math.max(0, ...ahead)
  return { secondsAhead: most < NOTICEABLE_MS ? 0 : Math.round(most / 1000), isAnyThere: ahead.some((ms) => ms > -FRESH_MS) }
}

/** Until this many beats of ours, a process that has just stopped may still seem to be running. */
const SETTLED = 3

/** Reports a problem between servers of one store once, and again if it returns. `ownSecret`: JWT_SECRET is not set. */
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
