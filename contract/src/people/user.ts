import { z } from '../zod.ts'
import { Email } from './email.ts'
import { OfferedLanguage } from './offered-language.ts'
import { Password } from './password.ts'
import { PersonName } from './person-name.ts'
import { Id, Instant } from '../primitives.ts'

export const Role = z.enum(['DOCTOR', 'PATIENT']).meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

/** ACCOUNT: signs in with an address and a password. GUEST: came by a link and is bound to one schedule. */
export const UserKind = z.enum(['ACCOUNT', 'GUEST']).meta({ id: 'UserKind' })
export type UserKind = z.infer<typeof UserKind>

export const Registration = z.strictObject({ email: Email, password: Password, name: PersonName, role: Role }).meta({ id: 'Registration' })

/** Any string is accepted as a password here, so that a refusal does not reveal what is wrong with it. */
export const Credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(1024) }).meta({ id: 'Credentials' })

export const User = z
  .object({
    id: Id,
    kind: UserKind,
    email: z.string().nullable(),
    emailConfirmed: z.boolean(),
    name: z.string(),
    role: Role,
    language: OfferedLanguage.nullable(),
    phone: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

/** Who is signed in, and the login, as sent in `If-Login`. `idleMinutes`: it ends after so long without an act; null: never so. */
export const Me = User.extend({ loginId: Id, idleMinutes: z.int().nullable() }).meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** Somebody who signs in with an address and a password. */
export const Account = User.extend({ email: z.string() }).meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

export const SignedIn = z.object({ token: z.string(), user: Account }).meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>

// prettier-ignore
export const userMachine = {
  register: { from: [null], to: 'ACTIVE', done: [], by: ['DOCTOR', 'PATIENT'], audit: 'USER_REGISTERED' },
  registerForApproval: { from: [null], to: 'AWAITING_APPROVAL', done: [], by: ['DOCTOR'], audit: 'USER_REGISTERED' },
  /** By a link, without an address or a password. */
  joinAsGuest: { from: [null], to: 'ACTIVE', done: [], by: ['PATIENT'], audit: 'GUEST_JOINED' },
  approve: { from: ['AWAITING_APPROVAL'], to: 'ACTIVE', done: ['ACTIVE'], by: ['SYSTEM'], audit: 'DOCTOR_APPROVED' },
  disableDoctor: { from: ['ACTIVE', 'AWAITING_APPROVAL'], to: 'DISABLED', done: ['DISABLED'], by: ['SYSTEM'], audit: 'DOCTOR_DISABLED' },
  enableDoctor: { from: ['DISABLED'], to: 'ACTIVE', done: ['ACTIVE'], by: ['SYSTEM'], audit: 'DOCTOR_ENABLED' },
  /** One who awaited approval when disabled, and awaits it again. */
  enableAwaitingDoctor: { from: ['DISABLED'], to: 'AWAITING_APPROVAL', done: ['AWAITING_APPROVAL'], by: ['SYSTEM'], audit: 'DOCTOR_ENABLED' },
  disablePatient: { from: ['ACTIVE'], to: 'DISABLED', done: ['DISABLED'], by: ['SYSTEM'], audit: 'PATIENT_DISABLED' },
  enablePatient: { from: ['DISABLED'], to: 'ACTIVE', done: ['ACTIVE'], by: ['SYSTEM'], audit: 'PATIENT_ENABLED' },
  changePassword: { from: ['ACTIVE', 'AWAITING_APPROVAL'], to: null, done: [], by: ['DOCTOR', 'PATIENT'], audit: 'PASSWORD_CHANGED' },
  resetPassword: { from: ['ACTIVE', 'AWAITING_APPROVAL'], to: null, done: [], by: ['DOCTOR', 'PATIENT'], audit: 'PASSWORD_RESET' },
  changeEmail: { from: ['ACTIVE', 'AWAITING_APPROVAL'], to: null, done: [], by: ['DOCTOR', 'PATIENT'], audit: 'EMAIL_CHANGED' },
  close: { from: ['ACTIVE', 'AWAITING_APPROVAL'], to: 'CLOSED', done: ['CLOSED'], by: ['DOCTOR', 'PATIENT'], audit: 'ACCOUNT_CLOSED' },
  /** One who has never joined a queue, or whose practice ended long ago. */
  removeGuest: { from: ['ACTIVE'], to: 'CLOSED', done: ['CLOSED'], by: ['SYSTEM'], audit: null },
} as const
export type UserStatus = 'ACTIVE' | 'AWAITING_APPROVAL' | 'DISABLED' | 'CLOSED'
export type UserAction = keyof typeof userMachine
