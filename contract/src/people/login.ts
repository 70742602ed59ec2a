/** With a cookie-borne request, the login that its page was opened with: another one's is refused with OTHER_LOGIN. */
export const LOGIN_HEADER = 'if-login'

/** A token and the browser's cookie with it are good for so many hours. */
export const LOGIN_HOURS = 24
/** A call's token is good for so many minutes, and renewed while the call is open. */
export const CALL_TOKEN_MINUTES = 30
/** A login in use is renewed for so long; then its person signs in again. */
export const RENEWED_DAYS = 30
/** An account may sign in from where it has done so in so many days, though others fail there too often. */
export const KNOWN_PLACE_DAYS = 90

/** A login is one sign-in: the JWT's `jti`. */
// prettier-ignore
export const loginMachine = {
  login: { from: [null], to: 'OPEN', done: [], by: ['DOCTOR', 'PATIENT'], audit: 'USER_LOGGED_IN' },
  logout: { from: ['OPEN'], to: 'REVOKED', done: ['REVOKED'], by: ['DOCTOR', 'PATIENT'], audit: 'USER_LOGGED_OUT' },
} as const
export type LoginStatus = 'OPEN' | 'REVOKED'
export type LoginAction = keyof typeof loginMachine
