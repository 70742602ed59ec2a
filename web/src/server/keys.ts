/** Every query key there is; `live.ts` names them beside the events that make them stale. */
export const keys = {
  me: ['me'],
  doctorSchedules: ['doctor-schedules'],
  /** The doctor's queue of one schedule. */
  queue: (scheduleId: string) => ['queue', scheduleId] as const,
  /** The patient's list of schedules. */
  browse: ['browse'],
  /** What follows that list's first page; apart from it, since every change of a queue reads the list again. */
  browseLater: (lastId: string) => ['browse-later', lastId] as const,
  /** One schedule as the patient sees it, with the own place. */
  visit: (scheduleId: string) => ['visit', scheduleId] as const,
  invitation: ['invitation'],
  /** The doctor's view of an invitation. */
  callStatus: (callSessionId: string) => ['call-status', callSessionId] as const,
  call: (callSessionId: string) => ['call', callSessionId] as const,
  invitationLength: (callSessionId: string) => ['invitation-length', callSessionId] as const,
  audit: ['audit'],
} as const
