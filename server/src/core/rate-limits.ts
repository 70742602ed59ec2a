/** Which account signs in, and from where. */
export interface SignInFrom {
  readonly email: string
  readonly address: string
  readonly browser: string | null
}

/**
 * Counts a sign-in as failed until `check` returns true. One that could not be checked is not
 * counted. Throws RATE_LIMITED while the account has failed too often there, or its address has, unless the account
 * is `known` there.
 */
export type TrySignIn = (
  from: SignInFrom,
  known: () => Promise<'browser' | 'address' | null>,
  check: () => Promise<boolean>,
) => Promise<boolean>

/**
 * Counts a registration by an address if `create` makes an account. EMAIL_TAKEN counts as a failed sign-in of the
 * address. Throws RATE_LIMITED.
 */
export type TryRegister = <R>(address: string, create: () => Promise<R>) => Promise<R>

/** Counts a guest who comes from an address by a practice link if `create` makes one. Throws RATE_LIMITED. */
export type TryGuest = <R>(from: { readonly address: string; readonly code: string }, create: () => Promise<R>) => Promise<R>

/** Seconds until this client’s address may cause another notice to an address that it typed; 0: allowed, and counted. */
export type TakeStrangersNotice = (address: string) => number | Promise<number>

/** Seconds until this person may send a signal of this size in this call; 0: allowed, and counted. */
export type TakeSignal = (userId: string, callSessionId: string, bytes: number) => number | Promise<number>

/** `place`: joining, leaving, getting ready or not. `media`: reports of the devices, which must not prevent leaving. */
export type MoveKind = 'place' | 'media'

/** Seconds until this patient may make such a change in this practice; 0: allowed, and counted. */
export type TakeMove = (userId: string, scheduleId: string, kind: MoveKind) => number
