import type { ErrorCode } from '@medconsult/contract'
import type { MoveKind, SignInFrom, TakeSignal, TryGuest, TryRegister, TrySignIn } from '../core/rate-limits.ts'
import { Refusal } from '../core/refusal.ts'
import { refuseAfter } from '../core/refuse-after.ts'
import type { RequestKind } from './rates.ts'

export type Awaitable<T> = T | Promise<T>

/** An attempt. `wait` > 0: refused for that many seconds; else it counts until it is settled. */
export interface Attempt<O, R = void> {
  readonly wait: number
  readonly settle: (outcome: O) => Awaitable<R>
}

/** `unchecked`: the password could not be compared, so the attempt does not count. */
export type SignInOutcome = 'right' | 'wrong' | 'unchecked'
export type RegistrationOutcome = 'made' | 'taken' | 'refused'
export type GuestOutcome = 'made' | 'refused'

/**
 * How much a person or an address may do. Everything returns the seconds to wait; 0 if it is allowed, and it is then
 * counted. `registration`, `guest`, `signIn`, `noticeTo` and `strangersNotice` are counted for all processes together, the rest by each.
 */
export interface Limits {
  readonly request: (kind: RequestKind, loginId: string) => number
  /** In addition to `request`, so that several logins of one person do not raise the rate. */
  readonly person: (kind: RequestKind, userId: string) => number
  /** Of a patient in a practice, separately for each kind. */
  readonly move: (userId: string, scheduleId: string, kind: MoveKind) => number
  /** Anonymous requests of an address. */
  readonly stranger: (kind: RequestKind, address: string) => number
  /** Requests of an address for the pages’ files. */
  readonly file: (address: string) => number
  /** Counts as a new account until it is settled otherwise; `settle` returns the seconds to wait before the reply may say that the e-mail is taken. */
  readonly registration: (address: string) => Awaitable<Attempt<RegistrationOutcome, number>>
  /** Counts as a new guest from this address by this practice link until it is settled otherwise. */
  readonly guest: (address: string, code: string) => Awaitable<Attempt<GuestOutcome>>
  /** Notices to an address. */
  readonly noticeTo: (address: string) => Awaitable<number>
  /** Notices of an address to addresses that it typed. */
  readonly strangersNotice: (address: string) => Awaitable<number>
  /** Sign-ins of an account with the right password. */
  readonly login: (email: string) => number
  readonly signal: (userId: string, callSessionId: string) => number
  /** In addition to `signal`: bytes of one person in one call. */
  readonly signalBytes: (userId: string, callSessionId: string, bytes: number) => number
  /** Counts as failed until it is settled. `account`: what backs off on its own; `known`: exempt from the address’s limit. */
  readonly signIn: (account: string, address: string, known: boolean) => Awaitable<Attempt<SignInOutcome>>
}

/** No limits, for load tests. */
export const noLimits: Limits = {
  request: () => 0,
  person: () => 0,
  move: () => 0,
  stranger: () => 0,
  file: () => 0,
  registration: () => ({ wait: 0, settle: () => 0 }),
  guest: () => ({ wait: 0, settle: () => undefined }),
  login: () => 0,
  noticeTo: () => 0,
  strangersNotice: () => 0,
  signal: () => 0,
  signalBytes: () => 0,
  signIn: () => ({ wait: 0, settle: () => undefined }),
}

/**
 * Makes `check` an attempt that the limits count; `refused` receives each one that is refused. An account known by its
 * browser backs off there alone, so that failures in its name from the same address do not lock it out.
 */
export const trySignIn =
  (limits: Limits, refused: (from: SignInFrom, code: ErrorCode) => void = () => undefined): TrySignIn =>
  async (from, known, check) => {
    const { email, address, browser } = from
    const waits = (seconds: number): void => {
      if (seconds > 0) refused(from, 'RATE_LIMITED')
      refuseAfter(seconds)
    }
    let attempt = await limits.signIn(`${address} ${email}`, address, false)
    const place = attempt.wait > 0 ? await known() : null
    if (place !== null) attempt = await limits.signIn(`${place === 'browser' ? browser : address} ${email}`, address, true)
    waits(attempt.wait)
    let right: boolean
    try {
      right = await check()
    } catch (error) {
      await attempt.settle('unchecked')
      throw error
    }
    await attempt.settle(right ? 'right' : 'wrong')
    if (right) waits(limits.login(email))
    else refused(from, 'BAD_CREDENTIALS')
    return right
  }

/** Makes `create` a registration that the limits count. Throws RATE_LIMITED. */
export const tryRegister =
  (limits: Limits): TryRegister =>
  async (address, create) => {
    const attempt = await limits.registration(address)
    refuseAfter(attempt.wait)
    try {
      const made = await create()
      await attempt.settle('made')
      return made
    } catch (error) {
      refuseAfter(await attempt.settle(error instanceof Refusal && error.code === 'EMAIL_TAKEN' ? 'taken' : 'refused'))
      throw error
    }
  }

/** Makes `create` a new guest that the limits count. Throws RATE_LIMITED. */
export const tryGuest =
  (limits: Limits): TryGuest =>
  async ({ address, code }, create) => {
    const attempt = await limits.guest(address, code)
    refuseAfter(attempt.wait)
    let outcome: GuestOutcome = 'refused'
    try {
      const made = await create()
      outcome = 'made'
      return made
    } finally {
      await attempt.settle(outcome)
    }
  }

/** Counts a signal and its bytes; returns the seconds to wait. */
export const takeSignal =
  (limits: Pick<Limits, 'signal' | 'signalBytes'>): TakeSignal =>
  (userId, callSessionId, bytes) => {
    const wait = limits.signalBytes(userId, callSessionId, bytes)
    return wait > 0 ? wait : limits.signal(userId, callSessionId)
  }
