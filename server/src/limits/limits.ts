import { Refusal } from '../use-case.ts'
import type { RequestKind } from './rates.ts'

export type Awaitable<T> = T | Promise<T>

/** An attempt to sign in. `wait` > 0: it may not be made, for so many seconds; else it counts as failed until it is settled. */
export interface SignInAttempt {
  readonly wait: number
  readonly settle: (outcome: Outcome) => Awaitable<void>
}

/** `unchecked`: nobody could say whether it was right, so it never was. */
export type Outcome = 'right' | 'wrong' | 'unchecked'

/** How much one person, or one address, may do. Everything answers the seconds to wait, 0 where it may be done and is counted. */
export interface Limits {
  readonly request: (kind: RequestKind, loginId: string) => Awaitable<number>
  /** Beside `request`: many logins of one person are no way around it. Counted at each process. */
  readonly person: (kind: RequestKind, userId: string) => number
  /** Of a patient in a practice. Counted at each process. */
  readonly move: (userId: string, scheduleId: string) => number
  readonly registration: (address: string) => Awaitable<number>
  /** Of an account that has signed in with the right password. */
  readonly login: (email: string) => Awaitable<number>
  readonly signal: (userId: string, callSessionId: string) => Awaitable<number>
  /** Of an address that failed too often, whoever it names; counts nothing. Known before a body is read. */
  readonly signInWait: (address: string) => Awaitable<number>
  readonly signIn: (email: string, address: string) => Awaitable<SignInAttempt>
}

/** For load tests: nobody waits. */
export const noLimits: Limits = {
  request: () => 0,
  person: () => 0,
  move: () => 0,
  registration: () => 0,
  login: () => 0,
  signal: () => 0,
  signInWait: () => 0,
  signIn: () => ({ wait: 0, settle: () => undefined }),
}

/** Makes `check` an attempt that the limits count. Throws RATE_LIMITED. */
export const trySignIn =
  (limits: Limits) =>
  async (email: string, address: string, check: () => Promise<boolean>): Promise<boolean> => {
    const attempt = await limits.signIn(email, address)
    refuseAfter(attempt.wait)
    let right: boolean
    try {
      right = await check()
    } catch (error) {
      await attempt.settle('unchecked')
      throw error
    }
    await attempt.settle(right ? 'right' : 'wrong')
    if (right) refuseAfter(await limits.login(email))
    return right
  }

/** Throws RATE_LIMITED where there is something to wait for. */
export function refuseAfter(seconds: number): void {
  if (seconds > 0) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.ceil(seconds) })
}
