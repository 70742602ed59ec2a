import { fieldProblems } from '../field-problems.ts'
import { Id, Instant, NullableInstant } from '../primitives.ts'
import { z } from '../zod.ts'
import { Device } from './device.ts'
import { Email } from './email.ts'
import { OfferedLanguage } from './offered-language.ts'
import { Password } from './password.ts'
import { PersonName } from './person-name.ts'

/** Any string, so that a refusal does not reveal what is wrong with it. */
const TypedPassword = z.string().max(1024)

/** A link’s secret as somebody may have copied it: anything, so that a wrong one is only not found. */
const TypedSecret = z.string().max(200)

/** What a person changes about themselves; absent fields stay, a telephone number of null is forgotten. */
export const OwnDetails = z
  .strictObject({
    name: PersonName.optional(),
    language: OfferedLanguage.optional(),
    phone: z.string().max(60, fieldProblems.PHONE_INVALID).nullable().optional(),
  })
  .meta({ id: 'OwnDetails' })

export const PasswordChange = z.strictObject({ current: TypedPassword, next: Password }).meta({ id: 'PasswordChange' })
export const EmailChange = z.strictObject({ email: Email, password: TypedPassword }).meta({ id: 'EmailChange' })
export const ByPassword = z.strictObject({ password: TypedPassword })
export const BySecret = z.strictObject({ secret: TypedSecret })
export const ResetRequest = z.strictObject({ email: z.string().max(254) })
export const NewPassword = z.strictObject({ secret: TypedSecret, password: Password }).meta({ id: 'NewPassword' })

/** One sign-in that has not ended. `device`: null for a program. */
export const Login = z
  .object({ id: Id, device: Device.nullable(), createdAt: Instant, lastUsedAt: NullableInstant, current: z.boolean() })
  .meta({ id: 'Login' })
export type Login = z.infer<typeof Login>
