import type { Limits } from './limits.ts'
import { LOGINS, PERSON, REGISTRATIONS, REQUESTS } from './rates.ts'
import { makeSignInLimits } from './sign-in.ts'
import { makeSignalRate } from './signal-rate.ts'
import { makeTokenBucket } from './token-bucket.ts'

/** Limits counted in this process. `monotonic` in milliseconds, never going back. */
export function makeLocalLimits(clock: () => Date, monotonic: () => number = () => performance.now()): Limits {
  const requests = makeTokenBucket(REQUESTS, monotonic)
  const persons = makeTokenBucket(PERSON, monotonic)
  const logins = makeTokenBucket(LOGINS, monotonic)
  const registrations = makeTokenBucket(REGISTRATIONS, monotonic)
  return {
    request: (loginId) => requests.take(loginId),
    person: (userId) => persons.take(userId),
    registration: (address) => registrations.take(address),
    login: (email) => logins.take(email),
    signal: makeSignalRate(clock),
    ...makeSignInLimits(clock),
  }
}
