import { z } from 'zod'

/** Every refusal: its HTTP status, its title, and what to do about it. */
// prettier-ignore
export const errors = {
  MALFORMED: { status: 400, title: 'The request cannot be read', detail: 'Send valid JSON.' },
  UNKNOWN_CURSOR: { status: 400, title: 'Unknown place in the list', detail: '“before” has to be the id of a row of this list. Start again without it.' },
  UNAUTHENTICATED: { status: 401, title: 'Not signed in', detail: 'Sign in and try again.' },
  BAD_CREDENTIALS: { status: 401, title: 'Not signed in', detail: 'E-mail or password is not right.' },
  WRONG_ROLE: { status: 403, title: 'Not for this role', detail: 'This is for the other role.' },
  NOT_APPROVED: { status: 403, title: 'Not approved yet', detail: 'The clinic has to approve this doctor’s account first.' },
  FOREIGN_ORIGIN: { status: 403, title: 'Foreign origin', detail: 'A change with the browser’s login has to come from this site. Programs send a bearer token.' },
  OTHER_LOGIN: { status: 409, title: 'Another login', detail: 'Somebody has signed in again in this browser. Read /auth/me without If-Login to see who it is, and go on as them or sign in.' },
  NOT_FOUND: { status: 404, title: 'Not found', detail: 'It does not exist, or it is not yours.' },
  TOO_SLOW: { status: 408, title: 'Too slow', detail: 'The request did not arrive in time. Send it again.' },
  WRONG_STATE: { status: 409, title: 'Not possible now', detail: 'Its state does not allow this. Read it again.' },
  EMAIL_TAKEN: { status: 409, title: 'E-mail is taken', detail: 'There is an account with this e-mail already. Sign in instead.' },
  ALREADY_ONLINE: { status: 409, title: 'Another practice is open', detail: 'You have an open practice already. End it first.' },
  CALL_OPEN: { status: 409, title: 'A call is open', detail: 'End the call first, or end the practice and its call together.' },
  SCHEDULE_NOT_ONLINE: { status: 409, title: 'The practice is not open', detail: 'This is possible while the practice is open.' },
  ALREADY_SEEN: { status: 409, title: 'Already seen', detail: 'You have been seen in this practice. The doctor can let you in again.' },
  INVITED: { status: 409, title: 'The doctor is calling', detail: 'Answer the invitation first.' },
  IN_CALL: { status: 409, title: 'In a call', detail: 'End the call first.' },
  QUEUE_ENDED: { status: 409, title: 'No longer in the queue', detail: 'This place in the queue has ended.' },
  DOCTOR_BUSY: { status: 409, title: 'A call is open already', detail: 'You have an open call or invitation. End it first.' },
  PATIENT_NOT_READY: { status: 409, title: 'The patient is not ready', detail: 'Remind the patient, or wait until they are ready.' },
  PATIENT_BUSY: { status: 409, title: 'The patient is busy', detail: 'Try again later.' },
  PEER_ID_MISSING: { status: 409, title: 'Not connected yet', detail: 'Both sides have to be in the call first.' },
  INVITATION_EXPIRED: { status: 410, title: 'The invitation ran out', detail: 'Set yourself ready again when you can talk.' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'Too large', detail: 'Send less at once.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Unsupported media type', detail: 'Send application/json.' },
  INVALID: { status: 422, title: 'Not valid', detail: 'Mend the fields named in “errors”.' },
  HEADERS_TOO_LARGE: { status: 431, title: 'Headers too large', detail: 'Send fewer or shorter headers; cookies count too.' },
  RATE_LIMITED: { status: 429, title: 'Too many requests', detail: 'Wait as long as Retry-After says.' },
  MOVED_TOO_OFTEN: { status: 429, title: 'Too many changes', detail: 'You have joined, left or switched Ready many times in a short while. Wait as long as Retry-After says, then try again.' },
  REMINDED_ALREADY: { status: 429, title: 'Reminded already', detail: 'A patient can be reminded once a minute.' },
  INTERNAL: { status: 500, title: 'Something is wrong here', detail: 'Tell the clinic the request id.' },
  STORE_AWAY: { status: 503, title: 'Not available now', detail: 'The data cannot be reached now. Try again shortly.' },
  BUSY: { status: 503, title: 'Very busy now', detail: 'Nothing was changed. Try again shortly.' },
} as const satisfies Record<string, { status: number; title: string; detail: string }>

export type ErrorCode = keyof typeof errors
export const ErrorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]).meta({ id: 'ErrorCode' })

/** RFC 9457. `scheduleId` names the open practice with ALREADY_ONLINE. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: ErrorCode,
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    scheduleId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
