import type { Limits } from './limits.ts'
import { REGISTRATIONS, REQUESTS } from './rates.ts'
import { makeSignInLimits } from './sign-in.ts'
import { makeSignalRate } from './signal-rate.ts'
import { makeTokenBucket } from './token-bucket.ts'

/** Limits counted in this process. `monotonic` in milliseconds, never going back. */
export function makeLocalLimits(clock: () => Date, monotonic: () => number = () => performance.now()): Limits {
  const requests = makeTokenBucket(REQUESTS, monotonic)
  const registrations = makeTokenBucket(REGISTRATIONS, monotonic)
  return {
    request: (loginId) => requests.take(loginId),
    registration: (address) => registrations.take(address),
    signal: makeSignalRate(clock),
    ...makeSignInLimits(clock),
  }
}
