/** Sent with cookie-authenticated requests: the login that the page was opened with. If the cookie's differs, the request is refused with OTHER_LOGIN. */
export const LOGIN_HEADER = 'if-login'

/** Lifetime of a token and of the browser's cookie, in hours. */
export const LOGIN_HOURS = 24
/** Lifetime of a call token, in minutes; it is renewed while the call is open. */
export const CALL_TOKEN_MINUTES = 30
/** How long a login in use is renewed before its user has to sign in again. */
export const RENEWED_DAYS = 30
/** For this many days after a sign-in, an account may sign in from the same browser or address although others fail there too often. */
export const KNOWN_PLACE_DAYS = 90

/** A login is one sign-in: the JWT's `jti`. */
// prettier-ignore
export const loginMachine = {
  login: { from: [null], to: 'OPEN', done: [], by: ['DOCTOR', 'PATIENT'], audit: 'USER_LOGGED_IN' },
  logout: { from: ['OPEN'], to: 'REVOKED', done: ['REVOKED'], by: ['DOCTOR', 'PATIENT'], audit: 'USER_LOGGED_OUT' },
  /** By its person from another login, with a change of the password, or by the operator. */
  end: { from: ['OPEN'], to: 'REVOKED', done: ['REVOKED'], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], audit: 'LOGIN_ENDED' },
  /** The same person went on at another device. */
  move: { from: ['OPEN'], to: 'REVOKED', done: ['REVOKED'], by: ['PATIENT'], audit: null },
} as const

export type LoginStatus = 'OPEN' | 'REVOKED'
export type LoginAction = keyof typeof loginMachine
