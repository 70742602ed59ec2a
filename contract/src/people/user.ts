import { z } from 'zod'
import { Email } from './email.ts'
import { Password } from './password.ts'
import { PersonName } from './person-name.ts'
import { Id, Instant } from '../primitives.ts'

export const Role = z.enum(['DOCTOR', 'PATIENT']).meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

export const Registration = z.strictObject({ email: Email, password: Password, name: PersonName, role: Role }).meta({ id: 'Registration' })

/** Any string is taken as a password, so that what a wrong one looks like is not told. */
export const Credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(1024) }).meta({ id: 'Credentials' })

export const User = z.object({ id: Id, email: z.string(), name: z.string(), role: Role, createdAt: Instant }).meta({ id: 'User' })
export type User = z.infer<typeof User>

/** Who is signed in, and with which login: what `If-Login` names. */
export const Me = User.extend({ loginId: Id }).meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** With a cookie-borne request, the login that its page was opened with: another one's is refused with OTHER_LOGIN. */
export const LOGIN_HEADER = 'if-login'

export const SignedIn = z.object({ token: z.string(), user: User }).meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>

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

/** `approve` is the operator's step and stays outside the audit of encounters: it moves no schedule, entry or call. */
// prettier-ignore
export const userMachine = {
  register: { from: [null], to: 'ACTIVE', done: [], by: ['DOCTOR', 'PATIENT'], audit: 'USER_REGISTERED' },
  registerForApproval: { from: [null], to: 'AWAITING_APPROVAL', done: [], by: ['DOCTOR'], audit: 'USER_REGISTERED' },
  approve: { from: ['AWAITING_APPROVAL'], to: 'ACTIVE', done: ['ACTIVE'], by: ['SYSTEM'], audit: null },
} as const
export type UserStatus = 'ACTIVE' | 'AWAITING_APPROVAL'
export type UserAction = keyof typeof userMachine
