import { Refusal } from './refusal.ts'

/** Throws RATE_LIMITED if `seconds` > 0. */
export function refuseAfter(seconds: number): void {
  if (seconds > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(seconds) })
}
