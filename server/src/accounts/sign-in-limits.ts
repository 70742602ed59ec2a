import { Refusal, type AccountServices } from '../use-case.ts'

/** Failures of one account from one address before each next one costs a wait. */
const FREE_FAILURES = 5
const MAX_WAIT_SECONDS = 900
/** So long after its wait is over a failure is forgotten. */
const REMEMBER_MS = 3_600_000
const FAILURES_PER_MINUTE = 60
const MINUTE_MS = 60_000
/** Accounts and addresses remembered at once; the oldest are forgotten first. */
const REMEMBERED = 100_000

interface Failures {
  count: number
  /** Milliseconds of the epoch. */
  until: number
}

interface SignInLimits extends Pick<AccountServices, 'trySignIn'> {
  /** Seconds until an address may try again, whoever it names; 0 where it may. Known before a body is read. */
  waitOf(address: string): number
}

/**
 * Failed sign-ins: for an account and address a wait of 1, 2, 4 … 900 s after the fifth; for an address 60 a minute,
 * where those under way do not count: a whole clinic may come at once, and the queue of passwords bounds it. An account’s attempt counts as failed until it succeeds, so that many at once do not slip through; one that could
 * not be checked does not count. Waits differ by neither
 * account nor whether it exists.
 */
export function makeSignInLimits(options: { on: boolean; now: () => Date }): SignInLimits {
  if (!options.on) return { trySignIn: (_email, _address, check) => check(), waitOf: () => 0 }
  const accounts = new Map<string, Failures>()
  const addresses = new Map<string, Failures>()

  return {
    waitOf(address) {
      const here = addresses.get(address)
      const left = (here?.until ?? 0) - options.now().getTime()
      return here !== undefined && here.count >= FAILURES_PER_MINUTE && left > 0 ? left / 1000 : 0
    },
    async trySignIn(email, address, check) {
      const now = options.now().getTime()
      const key = `${address} ${email}`
      const account = fresh(accounts, key, (it) => it.until + REMEMBER_MS <= now, 0)
      const here = fresh(addresses, address, (it) => it.until <= now, now + MINUTE_MS)
      if (account.until > now) throw tooMany(account.until - now)
      if (here.count >= FAILURES_PER_MINUTE) throw tooMany(here.until - now)
      const until = account.until
      account.count++
      const waits = account.count < FREE_FAILURES ? 0 : Math.min(2 ** (account.count - FREE_FAILURES), MAX_WAIT_SECONDS)
      account.until = now + waits * 1000
      let right: boolean
      try {
        right = await check()
      } catch (error) {
        account.count--
        account.until = until
        throw error
      }
      if (right) accounts.delete(key)
      else here.count++
      return right
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

const tooMany = (ms: number): Refusal => new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(ms / 1000) })
