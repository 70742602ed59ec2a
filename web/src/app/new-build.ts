import { useSyncExternalStore } from 'react'
import { boundedFetch } from '../server/bounded-fetch.ts'
import { observable } from '../server/observable.ts'
import { socket } from '../server/socket.ts'
import { clinic } from '../ui/words/clinic.ts'

/** Interval of checks besides those on connect, ms: without a working socket there are no connects. */
const LOOK_EVERY_MS = 10 * 60_000

const isOld = observable(false)

/** Whether the server has another build of the pages than this one. */
export const useIsOld = (): boolean => useSyncExternalStore(isOld.subscribe, isOld.get)

async function look(): Promise<void> {
  try {
    const { build } = (await (await boundedFetch('/build.json')).json()) as { build?: unknown }
    if (typeof build === 'string') isOld.set(build !== clinic.build)
  } catch {
    // Without a valid answer, nothing is known.
  }
}

/** Checks for a new build at every connect but the first, and periodically, until the returned function is called. */
export function watchBuild(): () => void {
  if (clinic.build === null) return () => undefined
  let connects = socket.connected ? 1 : 0
  const onConnect = (): void => {
    connects += 1
    if (connects > 1) void look()
  }
  socket.on('connect', onConnect)
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return () => {
    socket.off('connect', onConnect)
    clearInterval(timer)
  }
}
