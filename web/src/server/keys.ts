import type { ClinicTextKind } from '@medconsult/contract'

/** All query keys; `live.ts` maps events to the keys that they make stale. */
export const keys = {
  me: ['me'],
  logins: ['logins'],
  doctorSchedules: ['doctor-schedules'],
  /** The doctor's queue of one schedule. */
  queue: (scheduleId: string) => ['queue', scheduleId] as const,
  /** The patient's list of schedules. */
  browse: ['browse'],
  /** The pages after that list's first, kept apart because every change of a queue reads the first page again. */
  browseLater: (lastId: string) => ['browse-later', lastId] as const,
  /** One schedule as the patient sees it, with their own place. */
  visit: (scheduleId: string) => ['visit', scheduleId] as const,
  invitation: ['invitation'],
  /** The doctor's view of an invitation. */
  callStatus: (callSessionId: string) => ['call-status', callSessionId] as const,
  call: (callSessionId: string) => ['call', callSessionId] as const,
  invitationLength: (callSessionId: string) => ['invitation-length', callSessionId] as const,
  audit: ['audit'],
  /** What stands behind a link, by its code or secret. */
  look: (link: string) => ['look', link] as const,
  /** The doctor’s practice link. */
  joinCode: ['join-code'],
  /** A practice’s personal links. */
  invitationText: (language: string) => ['invitation-text', language] as const,
  guestLinks: (scheduleId: string) => ['guest-links', scheduleId] as const,
  consent: ['consent'],
  notices: ['notices'],
  /** Whether this browser receives push messages. */
  pushHere: ['push-here'],
  clinicText: (kind: ClinicTextKind) => ['clinic-text', kind] as const,
} as const
