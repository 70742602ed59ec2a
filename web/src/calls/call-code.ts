import { part } from '../ui/dialog/part.ts'

/** The code that opens a call. */
export const openCalls = part(() => import('./connection/open-calls.ts'))

const warmUp = part(() => import('./connection/warm-up.ts'))

/** Gets ahead of time what a call's connection needs; nothing waits for it, and what fails is fetched when it is needed. */
export function warmUpCall(callSessionId?: string): void {
  warmUp.ahead().then(
    (code) => code.warmUpCall(callSessionId),
    () => undefined,
  )
}
