import { makeBoundedMap } from '../core/bounded-map.ts'
import type { Awaitable } from './limits.ts'

export interface Count {
  readonly count: number
  /** Seconds until it ends; 0 if nothing is counted. */
  readonly endsIn: number
}

/** Counters by key; each ends on its own. */
export interface Counts {
  /** Adds to a count, or starts one that ends after `seconds`. */
  add(key: string, by: number, seconds: number): Awaitable<Count>
  get(key: string): Awaitable<Count>
  /** Restarts a count. */
  set(key: string, count: number, seconds: number): Awaitable<void>
  delete(key: string): Awaitable<void>
}

/** Keys remembered at once; the oldest are forgotten first. */
const REMEMBERED = 100_000

/** Counts in the memory of this process. `clock` in milliseconds. */
export function makeLocalCounts(clock: () => number): Counts {
  const counts = makeBoundedMap<string, { count: number; end: number }>(REMEMBERED)
  const running = (key: string) => {
    const found = counts.get(key)
    return found !== undefined && found.end > clock() ? found : null
  }
  const begin = (key: string, count: number, seconds: number) => {
    const begun = { count, end: clock() + seconds * 1000 }
    counts.set(key, begun)
    return begun
  }
  const read = ({ count, end }: { count: number; end: number }): Count => ({ count, endsIn: (end - clock()) / 1000 })
  return {
    add(key, by, seconds) {
      const of = running(key) ?? begin(key, 0, seconds)
      of.count += by
      return read(of)
    },
    get(key) {
      const of = running(key)
      return of === null ? { count: 0, endsIn: 0 } : read(of)
    },
    set: (key, count, seconds) => void begin(key, count, seconds),
    delete: (key) => counts.delete(key),
  }
}
