import { z } from '../zod.ts'
import { Email } from './email.ts'
import { Password } from './password.ts'
import { PersonName } from './person-name.ts'
import { Id, Instant } from '../primitives.ts'

export const Role = z.enum(['DOCTOR', 'PATIENT']).meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

export const Registration = z.strictObject({ email: Email, password: Password, name: PersonName, role: Role }).meta({ id: 'Registration' })

/** Any string is accepted as a password here, so that a refusal does not reveal what is wrong with it. */
export const Credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(1024) }).meta({ id: 'Credentials' })

export const User = z.object({ id: Id, email: z.string(), name: z.string(), role: Role, createdAt: Instant }).meta({ id: 'User' })
export type User = z.infer<typeof User>

/** Who is signed in, and the login, as sent in `If-Login`. */
export const Me = User.extend({ loginId: Id }).meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const SignedIn = z.object({ token: z.string(), user: User }).meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>

/** `approve` is the operator's step and stays outside the audit of encounters: it moves no schedule, entry or call. */
// prettier-ignore
export const userMachine = {
  register: { from: [null], to: 'ACTIVE', done: [], by: ['DOCTOR', 'PATIENT'], audit: 'USER_REGISTERED' },
  registerForApproval: { from: [null], to: 'AWAITING_APPROVAL', done: [], by: ['DOCTOR'], audit: 'USER_REGISTERED' },
  approve: { from: ['AWAITING_APPROVAL'], to: 'ACTIVE', done: ['ACTIVE'], by: ['SYSTEM'], audit: null },
} as const
export type UserStatus = 'ACTIVE' | 'AWAITING_APPROVAL'
export type UserAction = keyof typeof userMachine
