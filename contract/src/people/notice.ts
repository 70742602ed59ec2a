import { fieldProblems } from '../field-problems.ts'
import { z } from '../zod.ts'
import { Email } from './email.ts'

/** What a notice says, and when it is due: see docs/notices.md. */
export const noticeKinds = [
  'LINK',
  'RESET',
  'CONFIRM',
  'EMAIL',
  'EMAIL_OLD',
  'BACK',
  'CALLED',
  'SOON',
  'OPENED',
  'CANCELLED',
  'MOVED',
  'ARRIVED',
  'NEW_LOGIN',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const NoticeChannel = z.enum(['MAIL', 'SMS', 'PUSH']).meta({ id: 'NoticeChannel' })
export type NoticeChannel = z.infer<typeof NoticeChannel>

/** SENDING: claimed by a process until its lease ends. DROPPED: its reason was gone before it was sent. */
export const noticeStatuses = ['DUE', 'SENDING', 'SENT', 'FAILED', 'DROPPED'] as const
export type NoticeStatus = (typeof noticeStatuses)[number]

/** By which channels a person wants to be reached, and, for a doctor, whether the first patient who arrives is announced. */
export const NoticeChoices = z
  .object({ mail: z.boolean(), sms: z.boolean(), push: z.boolean(), arrived: z.boolean() })
  .meta({ id: 'NoticeChoices' })
export type NoticeChoices = z.infer<typeof NoticeChoices>

/** What is changed of one's choices; absent ones stay. */
export const NoticeChange = z.strictObject(NoticeChoices.partial().shape).meta({ id: 'NoticeChange' })

/** One's choices, and whether there is an address for them that may be used. */
export const NoticeSettings = NoticeChoices.extend({ hasEmail: z.boolean(), hasPhone: z.boolean() }).meta({ id: 'NoticeSettings' })
export type NoticeSettings = z.infer<typeof NoticeSettings>

/** A browser's subscription to push messages, as `PushSubscription.toJSON()` has it. */
export const PushSubscription = z
  .strictObject({
    endpoint: z.string().max(1000),
    keys: z.strictObject({ p256dh: z.string().regex(/^B[\w-]{86}=?$/), auth: z.string().regex(/^[\w-]{22}(?:==)?$/) }),
  })
  .meta({ id: 'PushSubscription' })
export type PushSubscription = z.infer<typeof PushSubscription>

/** Where somebody wants to be told that a practice opens: one of the three. */
export const TellMe = z
  .strictObject({
    email: Email.optional(),
    phone: z.string().max(60, fieldProblems.PHONE_INVALID).optional(),
    push: PushSubscription.optional(),
  })
  .refine((it) => Object.values(it).filter((value) => value !== undefined).length === 1, 'Give one of email, phone and push.')
  .meta({ id: 'TellMe' })
