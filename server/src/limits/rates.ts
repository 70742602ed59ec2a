import { READ_RATE, SIGNALS_PER_SECOND, STEP_RATE } from '@medconsult/contract'

export interface BucketRate {
  readonly perSecond: number
  readonly burst: number
}

/** What a request counts as: each kind has its own rate, so that one cannot use up the other. */
export type RequestKind = 'reads' | 'steps'

/** Of a login. */
export const REQUESTS: Readonly<Record<RequestKind, BucketRate>> = { reads: READ_RATE, steps: STEP_RATE }

const threeTimes = ({ perSecond, burst }: BucketRate): BucketRate => ({ perSecond: 3 * perSecond, burst: 3 * burst })
/** Of a person over all their logins, at each process. */
export const PERSON: typeof REQUESTS = { reads: threeTimes(READ_RATE), steps: threeTimes(STEP_RATE) }

const STRANGER = { perSecond: 50, burst: 500 } as const
/** Anonymous requests of an address, at each process. Signing in is counted separately from reading. */
export const STRANGERS: typeof REQUESTS = { reads: STRANGER, steps: STRANGER }
/** The pages' files, of an address, at each process. Requests beyond the rate are delayed. */
export const FILES: BucketRate = { perSecond: 300, burst: 3000 }

/** Changes by a patient in one practice, at each process: moves and reported media, each counted separately. */
export const MOVES: BucketRate = { perSecond: 1 / 3, burst: 10 }
/** New accounts from an address, in an hour that starts with the first. */
export const REGISTRATIONS = { most: 300, seconds: 3600 } as const

/** New guests from one address by one practice link, in an hour that starts with the first. */
export const GUESTS = { most: 60, seconds: 3600 } as const

/** Sign-ins of an account: each login has its own request rate, so many logins would raise it. */
export const LOGINS: BucketRate = { perSecond: 60 / 3600, burst: 60 }

/** Notices to addresses that somebody typed who may be anybody, of a client’s address, in an hour that starts with the first. */
export const STRANGERS_NOTICES = { most: 5, seconds: 3600 } as const

/** Notices to one address that somebody typed, and so may be a stranger’s, in a day that starts with the first. */
export const NOTICES_TO = { most: 20, seconds: 86_400 } as const

/** Signals of one person in one call, per window. */
export const SIGNALS = { most: SIGNALS_PER_SECOND, windowMs: 1000 } as const
/** Bytes of a login's sockets, and of one person's signals in one call by socket or HTTP, at each process. */
const BYTES_PER_SECOND = 512 * 1024
export const SOCKET_BYTES: BucketRate = { perSecond: BYTES_PER_SECOND, burst: 8 * BYTES_PER_SECOND }
export const SIGNAL_BYTES: BucketRate = { perSecond: BYTES_PER_SECOND, burst: 2 * BYTES_PER_SECOND }

/**
 * Failed sign-ins: for an account and address a wait of 1, 2, 4 … 900 s after the fifth; for an address 60 a minute,
 * not counting attempts in progress: a whole clinic may sign in at once, and the queue of passwords bounds that. Beyond it
 * only accounts known there pass; waits depend on nothing else, such as whether an account exists.
 */
export const SIGN_INS = {
  /** Failures of an account from an address before each further one costs a wait. */
  freeFailures: 5,
  maxWaitSeconds: 900,
  /** How long after its wait has ended a failure is remembered. */
  rememberSeconds: 3600,
  ofAddress: 60,
  ofAddressSeconds: 60,
} as const

/** Registrations of taken e-mails by an address: finding out who has an account is as slow as guessing a password. */
export const TAKEN = { most: SIGN_INS.ofAddress, seconds: SIGN_INS.ofAddressSeconds } as const
