import { READ_RATE, SIGNALS_PER_SECOND, STEP_RATE } from '@medconsult/contract'

export interface BucketRate {
  readonly perSecond: number
  readonly burst: number
}

/** What a request counts as: each kind has its own rate, so that none of one keeps anybody from the other. */
export type RequestKind = 'reads' | 'steps'

/** Of a login. */
export const REQUESTS: Readonly<Record<RequestKind, BucketRate>> = { reads: READ_RATE, steps: STEP_RATE }

const threeTimes = ({ perSecond, burst }: BucketRate): BucketRate => ({ perSecond: 3 * perSecond, burst: 3 * burst })
/** Of a person, whatever logins they use, at each process. */
export const PERSON: typeof REQUESTS = { reads: threeTimes(READ_RATE), steps: threeTimes(STEP_RATE) }

const STRANGER = { perSecond: 50, burst: 500 } as const
/** Of an address, at each process: what is asked by nobody who is signed in. Reading there keeps nobody from signing in. */
export const STRANGERS: typeof REQUESTS = { reads: STRANGER, steps: STRANGER }
/** Of an address, at each process: the pages' files. Whoever asks for more waits for them. */
export const FILES: BucketRate = { perSecond: 300, burst: 3000 }

/** Of a patient in one practice, at each process, where it changes something: the place, and what the devices deliver, each apart. */
export const MOVES: BucketRate = { perSecond: 1 / 3, burst: 10 }
/** Accounts made from an address, in an hour that begins with the first. */
export const REGISTRATIONS = { most: 300, seconds: 3600 } as const

/** Of an account: each login has a request rate of its own, so that many of them would be a way around it. */
export const LOGINS: BucketRate = { perSecond: 60 / 3600, burst: 60 }

/** Of one person in one call: so many in a window. */
export const SIGNALS = { most: SIGNALS_PER_SECOND, windowMs: 1000 } as const
/** Of a socket's login, and of one person's signals in one call, by whichever way they come, at each process. */
const BYTES_PER_SECOND = 512 * 1024
export const SOCKET_BYTES: BucketRate = { perSecond: BYTES_PER_SECOND, burst: 8 * BYTES_PER_SECOND }
export const SIGNAL_BYTES: BucketRate = { perSecond: BYTES_PER_SECOND, burst: 2 * BYTES_PER_SECOND }

/**
 * Failed sign-ins: for an account and address a wait of 1, 2, 4 … 900 s after the fifth; for an address 60 a minute,
 * where those under way do not count: a whole clinic may come at once, and the queue of passwords bounds it. Past that
 * only accounts pass that are known there; waits differ by nothing else, not by whether an account exists.
 */
export const SIGN_INS = {
  /** Failures of one account from one address before each next one costs a wait. */
  freeFailures: 5,
  maxWaitSeconds: 900,
  /** So long after its wait is over a failure is forgotten. */
  rememberSeconds: 3600,
  ofAddress: 60,
  ofAddressSeconds: 60,
} as const

/** E-mails that an address registers and that are taken: asking who has an account is as slow as guessing. */
export const TAKEN = { most: SIGN_INS.ofAddress, seconds: SIGN_INS.ofAddressSeconds } as const
