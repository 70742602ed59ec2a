import type { Limits } from './limits.ts'
import { SIGN_INS } from './rates.ts'

const { freeFailures, maxWaitSeconds, rememberMs, ofAddress, ofAddressMs } = SIGN_INS
/** Accounts and addresses remembered at once; the oldest are forgotten first. */
const REMEMBERED = 100_000

interface Failures {
  count: number
  /** Milliseconds of the epoch. */
  until: number
}

/** Failed sign-ins, counted in this process. */
export function makeSignInLimits(clock: () => Date): Pick<Limits, 'signIn' | 'signInWait'> {
  const accounts = new Map<string, Failures>()
  const addresses = new Map<string, Failures>()

  return {
    signInWait(address) {
      const here = addresses.get(address)
      const left = (here?.until ?? 0) - clock().getTime()
      return here !== undefined && here.count >= ofAddress && left > 0 ? left / 1000 : 0
    },
    signIn(email, address) {
      const now = clock().getTime()
      const key = `${address} ${email}`
      const account = fresh(accounts, key, (it) => it.until + rememberMs <= now, 0)
      const here = fresh(addresses, address, (it) => it.until <= now, now + ofAddressMs)
      const before = account.until
      const refused = account.until > now ? account.until - now : here.count >= ofAddress ? here.until - now : 0
      if (refused > 0) return { wait: refused / 1000, settle: () => undefined }
      account.count++
      const waits = account.count < freeFailures ? 0 : Math.min(2 ** (account.count - freeFailures), maxWaitSeconds)
      account.until = now + waits * 1000
      return {
        wait: 0,
        settle(outcome) {
          if (outcome === 'right') accounts.delete(key)
          if (outcome === 'wrong') here.count++
          if (outcome === 'unchecked') {
            account.count--
            account.until = before
          }
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
