import { lazyCode } from '../ui/lazy/lazy-code.ts'

/** The code that opens a call. */
export const openCalls = lazyCode(() => import('./connection/open-calls.ts'))

const warmUp = lazyCode(() => import('./connection/warm-up.ts'))

/** Loads in advance what a call's connection needs; nothing waits for it, and what fails is loaded when needed. */
export function warmUpCall(callSessionId?: string): void {
  warmUp.prefetch().then(
    (code) => code.warmUpCall(callSessionId),
    () => undefined,
  )
}
