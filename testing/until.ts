import assert from 'node:assert/strict'

/** How long a test waits for what should come at once. */
export const DEADLINE_MS = 20_000

/** Polls until `probe` answers something other than undefined or false; fails after a deadline. */
export async function until<R>(probe: () => R | Promise<R>, what: string, ms = DEADLINE_MS): Promise<Exclude<R, undefined | false>> {
  const deadline = performance.now() + ms
  for (;;) {
    const found = await probe()
    if (found !== undefined && found !== false) return found as Exclude<R, undefined | false>
    assert(performance.now() < deadline, `waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
