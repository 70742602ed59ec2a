import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** How long a test waits for something that should happen immediately. */
export const DEADLINE_MS = 20_000

/** Polls until `probe` returns something other than undefined or false; fails after `ms`. */
export async function until<R>(probe: () => R | Promise<R>, what: string, ms = DEADLINE_MS): Promise<Exclude<R, undefined | false>> {
  const deadline = performance.now() + ms
  for (;;) {
    const found = await probe()
    if (found !== undefined && found !== false) return found as Exclude<R, undefined | false>
    assert(performance.now() < deadline, `timed out waiting for ${what}`)
    await pause(10)
  }
}
