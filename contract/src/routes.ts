/** Who a route is for. `awaiting` lets a doctor in who is not approved yet. */
export type Who = 'anyone' | 'awaiting' | 'signedIn' | 'doctor' | 'patient'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly who: Who
  /** One of the specification's nine phases; 0 for routes outside them. */
  readonly phase: number
  /** Replies 201 when it has created something, 200 to a repeat. */
  readonly creates?: true
  /** Replies 202: what it has begun goes on by mail, or there is nothing to go on with, which the reply does not say. */
  readonly accepts?: true
  /** Its effect on the browser's login cookie. */
  readonly cookie?: 'sets' | 'clears'
  /** Counts as a read although it is not a GET: it is no step, or strangers make it. */
  readonly counts?: 'reads'
  /** Its `id` is a call's, and a participant's request counts as presence in that call. */
  readonly isAboutCall?: true
  /** Replies with status 503, and the same body, unless its `status` is `ok`. */
  readonly unhealthyIs503?: true
  /** In bytes; 16 KiB by default. */
  readonly bodyLimit?: number
}

/** Each route's path and access; its input and reply are its row of `operations`. No schemas here, so that pages can import it without zod. */
// prettier-ignore
export const routes = {
  register: { method: 'POST', path: '/auth/register', who: 'anyone', phase: 0, creates: true, cookie: 'sets' },
  login: { method: 'POST', path: '/auth/login', who: 'anyone', phase: 0, cookie: 'sets' },
  logout: { method: 'POST', path: '/auth/logout', who: 'awaiting', phase: 0, cookie: 'clears' },
  me: { method: 'GET', path: '/auth/me', who: 'awaiting', phase: 0 },
  changeMe: { method: 'PUT', path: '/auth/me', who: 'awaiting', phase: 0 },
  closeAccount: { method: 'POST', path: '/auth/me/close', who: 'awaiting', phase: 0, cookie: 'clears' },
  changePassword: { method: 'POST', path: '/auth/password', who: 'awaiting', phase: 0 },
  changeEmail: { method: 'POST', path: '/auth/email', who: 'awaiting', phase: 0, accepts: true },
  confirmEmail: { method: 'POST', path: '/auth/email/confirm', who: 'anyone', phase: 0 },
  askReset: { method: 'POST', path: '/auth/reset', who: 'anyone', phase: 0, accepts: true },
  confirmReset: { method: 'POST', path: '/auth/reset/confirm', who: 'anyone', phase: 0 },
  listLogins: { method: 'GET', path: '/auth/logins', who: 'awaiting', phase: 0 },
  endLogin: { method: 'DELETE', path: '/auth/logins/:id', who: 'awaiting', phase: 0 },
  noteActive: { method: 'POST', path: '/auth/active', who: 'awaiting', phase: 0 },

  lookAtPractice: { method: 'GET', path: '/join/:joinCode', who: 'anyone', phase: 0 },
  lookAtLink: { method: 'POST', path: '/join/look', who: 'anyone', phase: 0, counts: 'reads' },
  enterAsGuest: { method: 'POST', path: '/auth/guest', who: 'anyone', phase: 0, creates: true, cookie: 'sets', counts: 'reads' },
  makeReturnLink: { method: 'POST', path: '/auth/return-link', who: 'patient', phase: 0 },
  listGuestLinks: { method: 'GET', path: '/doctor/schedules/:id/guest-links', who: 'doctor', phase: 0 },
  makeGuestLink: { method: 'POST', path: '/doctor/schedules/:id/guest-links', who: 'doctor', phase: 0, creates: true },
  revokeGuestLink: { method: 'POST', path: '/doctor/guest-links/:id/revoke', who: 'doctor', phase: 0 },
  getJoinCode: { method: 'GET', path: '/doctor/join-code', who: 'doctor', phase: 0 },
  renewJoinCode: { method: 'POST', path: '/doctor/join-code/renew', who: 'doctor', phase: 0 },
  setJoinBy: { method: 'PUT', path: '/doctor/join-by', who: 'doctor', phase: 0 },

  listSchedules: { method: 'GET', path: '/doctor/schedules', who: 'doctor', phase: 1 },
  createSchedule: { method: 'POST', path: '/doctor/schedules', who: 'doctor', phase: 1, creates: true },
  changeSchedule: { method: 'PUT', path: '/doctor/schedules/:id', who: 'doctor', phase: 1 },
  cancelSchedule: { method: 'POST', path: '/doctor/schedules/:id/cancel', who: 'doctor', phase: 1 },
  startPractice: { method: 'POST', path: '/doctor/schedules/:id/start', who: 'doctor', phase: 1 },
  endPractice: { method: 'POST', path: '/doctor/schedules/:id/end', who: 'doctor', phase: 1 },

  viewQueue: { method: 'GET', path: '/doctor/schedules/:id/queue', who: 'doctor', phase: 2 },
  startCall: { method: 'POST', path: '/doctor/schedules/:id/start-call', who: 'doctor', phase: 4, creates: true },
  remind: { method: 'POST', path: '/doctor/schedules/:id/remind/:patientId', who: 'doctor', phase: 3 },
  resetPatient: { method: 'POST', path: '/doctor/schedules/:id/reset-patient/:patientId', who: 'doctor', phase: 5 },
  removeEntry: { method: 'POST', path: '/desk/schedules/:id/entries/:entryId/remove', who: 'doctor', phase: 2 },

  callStatus: { method: 'GET', path: '/doctor/call-sessions/:id/status', who: 'doctor', phase: 4, isAboutCall: true },
  cancelCall: { method: 'POST', path: '/doctor/call-sessions/:id/cancel', who: 'doctor', phase: 4, isAboutCall: true },
  doctorSetPeerId: { method: 'POST', path: '/doctor/call-sessions/:id/set-peer-id', who: 'doctor', phase: 8, isAboutCall: true },
  doctorEndCall: { method: 'POST', path: '/doctor/call-sessions/:id/end', who: 'doctor', phase: 9, isAboutCall: true },

  browseSchedules: { method: 'GET', path: '/patient/schedules', who: 'patient', phase: 2 },
  viewSchedule: { method: 'GET', path: '/patient/schedules/:id', who: 'patient', phase: 2 },
  joinQueue: { method: 'POST', path: '/patient/schedules/:id/join-queue', who: 'patient', phase: 2, creates: true },
  toggleReady: { method: 'POST', path: '/patient/schedules/:id/toggle-ready', who: 'patient', phase: 3 },
  leaveQueue: { method: 'POST', path: '/patient/schedules/:id/leave-queue', who: 'patient', phase: 2 },
  ownConsent: { method: 'GET', path: '/patient/consents', who: 'patient', phase: 0 },
  giveConsent: { method: 'POST', path: '/patient/consents', who: 'patient', phase: 0 },
  withdrawConsent: { method: 'POST', path: '/patient/consents/withdraw', who: 'patient', phase: 0 },
  askAgain: { method: 'POST', path: '/patient/schedules/:id/ask-again', who: 'patient', phase: 2 },
  pendingInvitation: { method: 'GET', path: '/patient/pending-invitation', who: 'patient', phase: 4 },
  confirmCall: { method: 'POST', path: '/patient/call-sessions/:id/confirm', who: 'patient', phase: 5, isAboutCall: true, bodyLimit: 66 * 1024 },
  declineCall: { method: 'POST', path: '/patient/call-sessions/:id/decline', who: 'patient', phase: 5, isAboutCall: true },
  patientSetPeerId: { method: 'POST', path: '/patient/call-sessions/:id/set-peer-id', who: 'patient', phase: 8, isAboutCall: true },
  patientEndCall: { method: 'POST', path: '/patient/call-sessions/:id/end', who: 'patient', phase: 9, isAboutCall: true },

  activateCall: { method: 'POST', path: '/call-sessions/:id/activate', who: 'signedIn', phase: 9, isAboutCall: true },
  getCall: { method: 'GET', path: '/call-sessions/:id', who: 'signedIn', phase: 6, isAboutCall: true },
  callToken: { method: 'POST', path: '/call-sessions/:id/token', who: 'signedIn', phase: 6, isAboutCall: true },
  sendSignal: { method: 'POST', path: '/call-sessions/:id/signals', who: 'signedIn', phase: 9, isAboutCall: true, creates: true, counts: 'reads', bodyLimit: 66 * 1024 },
  listSignals: { method: 'GET', path: '/call-sessions/:id/signals', who: 'signedIn', phase: 9, isAboutCall: true },
  ownSide: { method: 'GET', path: '/call-sessions/:id/own-side', who: 'signedIn', phase: 8, isAboutCall: true },
  setSwitches: { method: 'POST', path: '/call-sessions/:id/own-side', who: 'signedIn', phase: 8, isAboutCall: true },
  callIceServers: { method: 'GET', path: '/call-sessions/:id/ice-servers', who: 'signedIn', phase: 7, isAboutCall: true },
  iceServers: { method: 'GET', path: '/ice-servers', who: 'signedIn', phase: 7 },

  noticeSettings: { method: 'GET', path: '/auth/notices', who: 'signedIn', phase: 0 },
  setNotices: { method: 'PUT', path: '/auth/notices', who: 'signedIn', phase: 0 },
  addPushAddress: { method: 'POST', path: '/auth/push', who: 'signedIn', phase: 0 },
  removePushAddress: { method: 'POST', path: '/auth/push/remove', who: 'signedIn', phase: 0 },
  tellMe: { method: 'POST', path: '/join/:joinCode/tell-me', who: 'anyone', phase: 0, accepts: true },
  withdrawTellMe: { method: 'POST', path: '/join/tell-me/withdraw', who: 'anyone', phase: 0 },

  listAudit: { method: 'GET', path: '/doctor/audit', who: 'doctor', phase: 0 },
  clinicText: { method: 'GET', path: '/clinic/texts/:kind', who: 'anyone', phase: 0 },
  health: { method: 'GET', path: '/health', who: 'anyone', phase: 0, unhealthyIs503: true },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes

/** Rate of one login's reads, by HTTP and separately by its sockets' client events. */
export const READ_RATE = { perSecond: 20, burst: 60 } as const
/** Rate of one login's steps, counted apart so that reads never block them. */
export const STEP_RATE = { perSecond: 10, burst: 30 } as const

/** The route's path with its parameters filled in, and its query. */
export function urlOf(
  route: Pick<Route, 'path'>,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  ).toString()
  return search ? `${path}?${search}` : path
}
