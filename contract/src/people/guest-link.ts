import { z } from '../zod.ts'

/** PERSONAL: made by a doctor for one person; RETURN: a guest’s way back; DEVICE: a signed-in patient’s own, to another device. */
export const GuestLinkKind = z.enum(['PERSONAL', 'RETURN', 'DEVICE']).meta({ id: 'GuestLinkKind' })
export type GuestLinkKind = z.infer<typeof GuestLinkKind>

export const GuestLinkStatus = z.enum(['OPEN', 'USED', 'REVOKED', 'ENDED']).meta({ id: 'GuestLinkStatus' })
export type GuestLinkStatus = z.infer<typeof GuestLinkStatus>

/** A used link may be used again by the same person; only its doctor, or the end of its schedule, closes it. */
// prettier-ignore
export const guestLinkMachine = {
  make: { from: [null], to: 'OPEN', done: [], by: ['DOCTOR'], audit: 'GUEST_LINK_MADE' },
  /** The way back of a guest, or a patient’s link to another device. */
  makeOwn: { from: [null], to: 'OPEN', done: [], by: ['PATIENT'], audit: null },
  use: { from: ['OPEN'], to: 'USED', done: ['USED'], by: ['PATIENT'], audit: null },
  revoke: { from: ['OPEN', 'USED'], to: 'REVOKED', done: ['REVOKED', 'ENDED'], by: ['DOCTOR'], audit: 'GUEST_LINK_REVOKED' },
  /** Its schedule has ended, or a link for one use is used up or too old. */
  end: { from: ['OPEN', 'USED'], to: 'ENDED', done: ['ENDED', 'REVOKED'], by: ['PATIENT', 'SYSTEM'], audit: null },
} as const
export type GuestLinkAction = keyof typeof guestLinkMachine

/** Who may use a practice link: anyone, only those with a personal link, or only those who sign in. It governs the link alone. */
export const JoinBy = z.enum(['ANYONE', 'INVITED', 'ACCOUNT']).meta({ id: 'JoinBy' })
export type JoinBy = z.infer<typeof JoinBy>

// prettier-ignore
export const joinCodeMachine = {
  make: { from: [null], to: 'ANYONE', done: [], by: ['DOCTOR'], audit: null },
  renew: { from: ['ANYONE', 'INVITED', 'ACCOUNT'], to: null, done: [], by: ['DOCTOR'], audit: 'JOIN_CODE_RENEWED' },
  setJoinBy: { from: ['ANYONE', 'INVITED', 'ACCOUNT'], to: null, done: [], by: ['DOCTOR'], audit: null },
} as const
export type JoinCodeAction = keyof typeof joinCodeMachine
