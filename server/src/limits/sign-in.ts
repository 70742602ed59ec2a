import type { Limits } from './limits.ts'
import { REGISTRATIONS, SIGN_INS, TAKEN } from './rates.ts'
import { makeTokenBucket } from './token-bucket.ts'

const { freeFailures, maxWaitSeconds, rememberMs, ofAddress, ofAddressMs } = SIGN_INS
/** Accounts and addresses remembered at once; the oldest are forgotten first. */
const REMEMBERED = 100_000

interface Failures {
  count: number
  /** Milliseconds of the epoch. */
  until: number
}

/** What a stranger may try: sign-ins that fail and registrations, counted in this process. `monotonic` in milliseconds. */
export function makeSignInLimits(clock: () => Date, monotonic: () => number): Pick<Limits, 'signIn' | 'registration'> {
  const accounts = new Map<string, Failures>()
  const addresses = new Map<string, Failures>()
  const taken = new Map<string, Failures>()
  const made = makeTokenBucket(REGISTRATIONS, monotonic)
  /** An address's failures of the minute that runs. */
  const of = (map: Map<string, Failures>, address: string, ms: number): Failures => {
    const now = clock().getTime()
    return fresh(map, address, (it) => it.until <= now, now + ms)
  }
  const tellsTakenIn = (address: string): number => {
    const told = of(taken, address, TAKEN.windowMs)
    return told.count >= TAKEN.most ? (told.until - clock().getTime()) / 1000 : 0
  }

  return {
    signIn(name, address, known) {
      const now = clock().getTime()
      const account = fresh(accounts, name, (it) => it.until + rememberMs <= now, 0)
      const here = of(addresses, address, ofAddressMs)
      const before = account.until
      const refused = account.until > now ? account.until - now : !known && here.count >= ofAddress ? here.until - now : 0
      if (refused > 0) return { wait: refused / 1000, settle: () => undefined }
      account.count++
      const waits = account.count < freeFailures ? 0 : Math.min(2 ** (account.count - freeFailures), maxWaitSeconds)
      account.until = now + waits * 1000
      return {
        wait: 0,
        settle(outcome) {
          if (outcome === 'right') accounts.delete(name)
          if (outcome === 'wrong') here.count++
          if (outcome === 'unchecked') {
            account.count--
            account.until = before
          }
        },
      }
    },
    registration(address) {
      const wait = tellsTakenIn(address) || made.take(address)
      return {
        wait,
        settle(outcome) {
          if (outcome !== 'made') made.take(address, -1)
          const left = outcome === 'taken' ? tellsTakenIn(address) : 0
          if (outcome !== 'taken' || left > 0) return left
          of(taken, address, TAKEN.windowMs).count++
          of(addresses, address, ofAddressMs).count++
          return 0
        },
      }
    },
  }
}

/** What is remembered under a key, or a new one where nothing is or it is over. */
function fresh(map: Map<string, Failures>, key: string, over: (it: Failures) => boolean, until: number): Failures {
  const known = map.get(key)
  if (known !== undefined && !over(known)) return known
  map.delete(key)
  const oldest = map.size < REMEMBERED ? undefined : map.keys().next().value
  if (oldest !== undefined) map.delete(oldest)
  const failures = { count: 0, until }
  map.set(key, failures)
  return failures
}
