/** Who signs in, and from where. */
export interface SignInFrom {
  readonly email: string
  readonly address: string
  readonly browser: string | null
}

/**
 * Counts an attempt to sign in as failed until `check` says that it is right. One that could not be checked is not
 * counted. Throws RATE_LIMITED while this account has failed too often there, and while its address has, unless the account
 * is `known` there.
 */
export type TrySignIn = (
  from: SignInFrom,
  known: () => Promise<'browser' | 'address' | null>,
  check: () => Promise<boolean>,
) => Promise<boolean>

/**
 * Counts a registration of an address where `create` makes an account. EMAIL_TAKEN counts as a failed sign-in of the
 * address. Throws RATE_LIMITED.
 */
export type TryRegister = <R>(address: string, create: () => Promise<R>) => Promise<R>

/** Seconds until this person may signal so much in this call; 0: now, and it is counted. */
export type TakeSignal = (userId: string, callSessionId: string, bytes: number) => number | Promise<number>

/** `place`: joining, leaving, getting ready or not. `media`: what the devices deliver, which keeps nobody from leaving. */
export type MoveKind = 'place' | 'media'

/** Seconds until this patient may change this in this practice again; 0: now, and it is counted. */
export type TakeMove = (userId: string, scheduleId: string, kind: MoveKind) => number
