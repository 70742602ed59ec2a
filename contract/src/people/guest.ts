import { GuestQuestions } from '../clinic/clinic.ts'
import { fieldProblems } from '../field-problems.ts'
import { Id, Instant, NullableInstant } from '../primitives.ts'
import { ScheduleStatus } from '../waiting/schedule.ts'
import { z } from '../zod.ts'
import { ConsentText } from './consent.ts'
import { Email } from './email.ts'
import { GuestLinkStatus, JoinBy } from './guest-link.ts'
import { OfferedLanguage } from './offered-language.ts'
import { PersonName } from './person-name.ts'
import { Place } from './place.ts'
import { User } from './user.ts'

/** A practice link's code or a link's secret as somebody may have typed it: anything, so that a wrong one is only not found. */
const TypedCode = z.string().max(200)

/** A telephone number as it is written; its country is the clinic's unless it names one. */
const TypedPhone = z.string().max(60, fieldProblems.PHONE_INVALID)

export const LinkSecret = z.strictObject({ secret: TypedCode }).meta({ id: 'LinkSecret' })
export const ByJoinCode = z.strictObject({ joinCode: TypedCode })

/** Another doctor's practice that is open now. */
export const OpenPractice = z.object({ joinCode: z.string(), doctorName: z.string(), inQueue: z.int().min(0) }).meta({ id: 'OpenPractice' })
export type OpenPractice = z.infer<typeof OpenPractice>

/** When the doctor's next planned practice begins, on the clinic's clock. */
export const NextOpening = z.object({ date: z.string(), startTime: z.string() }).meta({ id: 'NextOpening' })

const LookedSchedule = z
  .object({ id: Id, status: ScheduleStatus, date: z.string(), startTime: z.string(), endTime: z.string() })
  .meta({ id: 'LookedSchedule' })

/**
 * What stands behind a practice link or a personal link. `nextOpening` only where there is no `schedule`. Of a personal link
 * alone: `name`, as its doctor wrote it or its user gave it, and `isInUse`: whether pressing is enough.
 */
export const JoinLook = z
  .object({
    doctorName: z.string(),
    schedule: LookedSchedule.nullable(),
    nextOpening: NextOpening.nullable(),
    inQueue: z.int().min(0),
    wait: z.null(),
    joinBy: JoinBy,
    asks: GuestQuestions,
    open: z.array(OpenPractice),
    consent: ConsentText.nullable(),
    name: z.string().optional(),
    isInUse: z.boolean().optional(),
  })
  .meta({ id: 'JoinLook' })
export type JoinLook = z.infer<typeof JoinLook>

/** By a practice link or by a personal one; a link that is in use needs its secret alone. */
export const GuestEntry = z
  .strictObject({
    joinCode: TypedCode.optional(),
    secret: TypedCode.optional(),
    name: PersonName.optional(),
    phone: TypedPhone.optional(),
    email: Email.optional(),
    place: Place.optional(),
    birthDate: z.iso.date(fieldProblems.DATE_INVALID).optional(),
    language: OfferedLanguage.optional(),
    consentVersion: z.int().min(1).optional(),
  })
  .refine(({ joinCode, secret }) => (joinCode === undefined) !== (secret === undefined), {
    path: ['joinCode'],
    message: 'Give either joinCode or secret.',
  })
  .meta({ id: 'GuestEntry' })
export type GuestEntry = z.infer<typeof GuestEntry>

/** `secret`: of the way back, for who came by a practice link. */
export const EnteredAsGuest = z
  .object({ token: z.string(), user: User, scheduleId: Id, secret: z.string().optional() })
  .meta({ id: 'EnteredAsGuest' })
export type EnteredAsGuest = z.infer<typeof EnteredAsGuest>

export const ReturnLink = z.object({ secret: z.string(), expiresAt: Instant }).meta({ id: 'ReturnLink' })

export const NewGuestLink = z
  .strictObject({ name: PersonName, email: Email.optional(), phone: TypedPhone.optional(), language: OfferedLanguage.optional() })
  .meta({ id: 'NewGuestLink' })

/** What became of the message that a personal link was sent with. */
export const LinkDelivery = z.enum(['SENT', 'FAILED']).meta({ id: 'LinkDelivery' })
export type LinkDelivery = z.infer<typeof LinkDelivery>

/**
 * A personal link, as its doctor sees it; `patientId` is who it signs in, once it has been used. `delivery` is null while no message
 * has been sent; with FAILED, a link that nobody has used shows its `secret` again, so that it can be handed over.
 */
export const GuestLink = z
  .object({
    id: Id,
    scheduleId: Id,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    language: OfferedLanguage.nullable(),
    status: GuestLinkStatus,
    patientId: Id.nullable(),
    createdAt: Instant,
    usedAt: NullableInstant,
    delivery: LinkDelivery.nullable(),
    secret: z.string().nullable(),
  })
  .meta({ id: 'GuestLink' })
export type GuestLink = z.infer<typeof GuestLink>

/** The secret is shown this once, unless its message fails. */
export const MadeGuestLink = GuestLink.extend({ secret: z.string() }).meta({ id: 'MadeGuestLink' })
export type MadeGuestLink = z.infer<typeof MadeGuestLink>

/** A doctor's practice link. `isFull`: too many have come by it and not joined the queue, so that it lets nobody else in for now. */
export const JoinCode = z.object({ joinCode: z.string(), joinBy: JoinBy, isFull: z.boolean() }).meta({ id: 'JoinCode' })
export type JoinCode = z.infer<typeof JoinCode>

export const JoinByChoice = z.strictObject({ joinBy: JoinBy })
