import type { Limits } from './limits.ts'
import { FILES, LOGINS, MOVES, PERSON, REQUESTS, SIGNAL_BYTES, STRANGERS, type RequestKind } from './rates.ts'
import type { Counts } from './counts.ts'
import { makeNoticeLimits } from './notice-limits.ts'
import { makeSignInLimits } from './sign-in.ts'
import { makeSignalRate } from './signal-rate.ts'
import { makeTokenBucket, type TokenBucket } from './token-bucket.ts'

/** Rates are counted in this process; attempts to sign in and register, and notices, in `counts`. `monotonic`: milliseconds that never go back. */
export function makeCountedLimits(counts: Counts, clock: () => Date, monotonic: () => number = () => performance.now()): Limits {
  const ofEach = (rates: typeof REQUESTS): Record<RequestKind, TokenBucket> => ({
    reads: makeTokenBucket(rates.reads, monotonic),
    steps: makeTokenBucket(rates.steps, monotonic),
  })
  const [requests, persons, strangers] = [ofEach(REQUESTS), ofEach(PERSON), ofEach(STRANGERS)]
  const files = makeTokenBucket(FILES, monotonic)
  const signalBytes = makeTokenBucket(SIGNAL_BYTES, monotonic)
  const moves = makeTokenBucket(MOVES, monotonic)
  const logins = makeTokenBucket(LOGINS, monotonic)
  return {
    request: (kind, loginId) => requests[kind].take(loginId),
    person: (kind, userId) => persons[kind].take(userId),
    move: (userId, scheduleId, kind) => moves.take(`${kind} ${scheduleId} ${userId}`),
    stranger: (kind, address) => strangers[kind].take(address),
    file: (address) => files.take(address),
    login: (email) => logins.take(email),
    signal: makeSignalRate(clock),
    signalBytes: (userId, callSessionId, bytes) => signalBytes.take(`${callSessionId} ${userId}`, bytes),
    ...makeSignInLimits(counts),
    ...makeNoticeLimits(counts),
  }
}
