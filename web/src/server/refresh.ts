import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { pause } from './pause.ts'

const WITHIN_MS = 1000
/** The minimum interval between reads of one query: other people's actions must not use up this page's rate. */
const EVERY_MS = 250

/**
 * Reads stale queries again, the first time at once, then at most four times a second. While one is being read, further
 * calls make it be read once more afterwards: a read that began before an event may not show it, and aborting each would
 * starve a busy page.
 */
export function createRefresher(client: QueryClient, random: () => number = Math.random) {
  const running = new Map<string, { again: boolean }>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const run = async (queryKey: QueryKey, state: { again: boolean }): Promise<void> => {
    do {
      state.again = client.isFetching({ queryKey }) > 0
      const rest = pause(EVERY_MS)
      await client.invalidateQueries({ queryKey }, { cancelRefetch: false }).catch(() => undefined)
      await rest
    } while (state.again)
    running.delete(JSON.stringify(queryKey))
  }

  /** Now. */
  const refresh = (queryKey: QueryKey): void => {
    const name = JSON.stringify(queryKey)
    const state = running.get(name)
    if (state) {
      state.again = true
      return
    }
    const started = { again: false }
    running.set(name, started)
    void run(queryKey, started)
  }

  /** Once, within a random second that begins after `quietMs`. */
  const refreshSoon = (queryKey: QueryKey, quietMs = 0): void => {
    const name = JSON.stringify(queryKey)
    if (timers.has(name)) return
    timers.set(
      name,
      setTimeout(
        () => {
          timers.delete(name)
          refresh(queryKey)
        },
        quietMs + random() * WITHIN_MS,
      ),
    )
  }

  const stop = (): void => {
    running.forEach((state) => (state.again = false))
    timers.forEach((timer) => clearTimeout(timer))
    timers.clear()
  }

  return { refresh, refreshSoon, stop }
}
