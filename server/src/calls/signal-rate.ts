import { SIGNALS_PER_SECOND } from '@medconsult/contract'
import { Refusal, type Ctx } from '../use-case.ts'

const SECOND_MS = 1000
/** People in calls remembered at once; the oldest are forgotten first. */
const REMEMBERED = 10_000

/** At most `SIGNALS_PER_SECOND` of one person in one call, counted in this process. RATE_LIMITED. */
export function makeSignalRate(options: { on: boolean; now: () => Date }): Ctx['takeSignal'] {
  if (!options.on) return () => {}
  const windows = new Map<string, { from: number; taken: number }>()
  return (userId, callSessionId) => {
    const key = `${callSessionId} ${userId}`
    const now = options.now().getTime()
    const window = windows.get(key)
    if (window !== undefined && Math.abs(now - window.from) < SECOND_MS) {
      if (++window.taken > SIGNALS_PER_SECOND) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: 1 })
      return
    }
    windows.delete(key)
    const oldest = windows.size < REMEMBERED ? undefined : windows.keys().next().value
    if (oldest !== undefined) windows.delete(oldest)
    windows.set(key, { from: now, taken: 1 })
  }
}
