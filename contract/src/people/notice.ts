import { z } from '../zod.ts'

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
